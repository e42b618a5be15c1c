#include "http_response.h"

/* ---- Lines ----------------------------------------------------------------------------------- */

/* The line at *at without its end, CR LF or LF; *at is behind it. False at the end of the text. */
static bool next_line(Str text, uint32_t *at, Str *line)
{
    if (*at >= text.len) return false;
    const char *start = text.data + *at;
    const char *end = memchr(start, '\n', text.len - *at);
    uint32_t len = end == NULL ? text.len - *at : (uint32_t)(end - start);
    *at += len + (end != NULL);
    if (len > 0 && start[len - 1] == '\r') len--;
    *line = (Str){start, len};
    return true;
}

/* "HTTP/1.1 200 OK", "HTTP/2 200": the three digits. */
static uint32_t read_status(Str line)
{
    uint32_t at = str_find(line, STR(" "), 0), status = 0;
    if (!str_starts(line, STR("HTTP/")) || at == STR_NOT_FOUND) return 0;
    while (at < line.len && line.data[at] == ' ') at++;
    if (line.len - at < 3) return 0;
    for (uint32_t i = at; i < at + 3; i++) {
        if (!ascii_is_digit(line.data[i])) return 0;
        status = 10 * status + (uint32_t)(line.data[i] - '0');
    }
    return status;
}

/* ---- Fields ---------------------------------------------------------------------------------- */

static Str unquote(Str value)
{
    value = str_trim(value);
    bool is_quoted = value.len >= 2 && (value.data[0] == '"' || value.data[0] == '\'') &&
                     value.data[value.len - 1] == value.data[0];
    return is_quoted ? (Str){value.data + 1, value.len - 2} : value;
}

/* The text up to a character; *rest is what follows it. */
static Str cut_at(Str text, Str mark, Str *rest)
{
    *rest = (Str){0};
    if (str_is_empty(text)) return text;
    uint32_t at = str_find(text, mark, 0);
    if (at == STR_NOT_FOUND) at = text.len;
    uint32_t next = at < text.len ? at + 1 : at;
    *rest = (Str){text.data + next, text.len - next};
    return (Str){text.data, at};
}

void http_read_content_type(Str value, Str *media_type, Str *charset)
{
    *media_type = *charset = (Str){0};
    if (str_is_empty(value)) return;
    Str rest;
    *media_type = str_trim(cut_at(value, STR(";"), &rest));
    while (rest.len > 0 && str_is_empty(*charset)) {
        Str parameter = cut_at(rest, STR(";"), &rest), setting;
        Str name = str_trim(cut_at(parameter, STR("="), &setting));
        if (str_equal_ignoring_case(name, STR("charset"))) *charset = unquote(setting);
    }
}

static void read_field(HttpResponse *response, Str line)
{
    Str value, name = str_trim(cut_at(line, STR(":"), &value));
    value = str_trim(value);
    if (str_equal_ignoring_case(name, STR("Content-Type"))) {
        if (!str_is_empty(value))
            http_read_content_type(value, &response->media_type, &response->charset);
    } else if (str_equal_ignoring_case(name, STR("Content-Encoding"))) {
        response->encoding = value;
    } else if (str_equal_ignoring_case(name, STR("Transfer-Encoding"))) {
        response->is_chunked = str_find_ignoring_case(value, STR("chunked"), 0) != STR_NOT_FOUND;
    }
}

HttpResponse http_read_response(Str block)
{
    HttpResponse response = {0};
    uint32_t at = 0;
    Str line;
    if (next_line(block, &at, &line)) response.status = read_status(line);
    if (response.status == 0) {
        response.body = block;
        return response;
    }
    response.is_endless = true;
    while (at <= LARGEST_HTTP_HEADER_BYTES && next_line(block, &at, &line)) {
        response.is_endless = line.len > 0;
        if (line.len == 0) break;
        read_field(&response, line);
    }
    if (!response.is_endless) response.body = (Str){block.data + at, block.len - at};
    return response;
}
