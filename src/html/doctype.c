/*
 * The doctype, and whether it makes a page behave as old browsers did.
 *
 *     <!DOCTYPE html PUBLIC "-//W3C//DTD HTML 3.2//EN" "x">   name html, public, system; quirky
 *     <!doctype html>                                         name html; not quirky
 */
#include "html/build.h"

/* ---- Reading --------------------------------------------------------------------------------- */

typedef struct DoctypeReader {
    HtmlTokenizer *tokenizer;
    HtmlToken *token;
    Str page;
    uint32_t at;
    uint32_t end;  /* the '>' or the end of the page */
    bool has_junk; /* after all that belongs there: whatever it is, it does no harm */
} DoctypeReader;

static void skip_spaces(DoctypeReader *reader)
{
    while (reader->at < reader->end && html_is_space(reader->page.data[reader->at])) reader->at++;
}

static bool read_word(DoctypeReader *reader, Str word)
{
    if (reader->end - reader->at < word.len) return false;
    if (!str_equal_ignoring_case((Str){reader->page.data + reader->at, word.len}, word))
        return false;
    reader->at += word.len;
    return true;
}

/* A quoted identifier; the doctype is broken if none follows or it does not end. A '>' ends it
 * even within quotes. */
static bool read_identifier(DoctypeReader *reader, Str name)
{
    skip_spaces(reader);
    char quote = reader->at < reader->end ? reader->page.data[reader->at] : '\0';
    if (quote != '"' && quote != '\'') {
        reader->token->is_broken = true;
        return false;
    }
    uint32_t start = ++reader->at;
    while (reader->at < reader->end && reader->page.data[reader->at] != quote) reader->at++;
    Span value = {start, reader->at};
    HtmlToken *token = reader->token;
    HtmlAttribute *attribute = &token->attributes[token->attribute_count++];
    *attribute = (HtmlAttribute){.name = name, .value = {.page = {start, start}}};
    html_text_append(&attribute->value, reader->page, value, HTML_DECODE_RAW,
                     reader->tokenizer->arena);
    if (reader->at == reader->end) {
        token->is_broken = true;
        return false;
    }
    reader->at++;
    return true;
}

static void read_system(DoctypeReader *reader)
{
    if (!read_identifier(reader, STR("system"))) return;
    skip_spaces(reader);
    reader->has_junk = reader->at < reader->end;
}

static void read_identifiers(DoctypeReader *reader)
{
    skip_spaces(reader);
    if (reader->at == reader->end) return;
    if (read_word(reader, STR("public"))) {
        if (!read_identifier(reader, STR("public"))) return;
        skip_spaces(reader);
        if (reader->at < reader->end) read_system(reader);
    } else if (read_word(reader, STR("system"))) {
        read_system(reader);
    } else {
        reader->token->is_broken = true;
    }
}

void html_read_doctype(HtmlTokenizer *tokenizer, HtmlToken *token)
{
    Str page = tokenizer->page;
    uint32_t start = tokenizer->at + 9;
    const char *found = memchr(page.data + start, '>', page.len - start);
    uint32_t end = found == NULL ? page.len : (uint32_t)(found - page.data);
    token->kind = HTML_TOKEN_DOCTYPE;
    token->attributes = tokenizer->attributes;
    DoctypeReader reader = {
        .tokenizer = tokenizer, .token = token, .page = page, .at = start, .end = end};
    skip_spaces(&reader);
    uint32_t name = reader.at;
    while (reader.at < end && !html_is_space(page.data[reader.at])) reader.at++;
    token->name = html_lower_name(tokenizer, (Span){name, reader.at});
    token->inner = (Span){name, end};
    if (reader.at == name) token->is_broken = true;
    read_identifiers(&reader);
    if (end == page.len && !reader.has_junk) token->is_broken = true;
    tokenizer->at = end < page.len ? end + 1 : end;
    token->page.end = tokenizer->at;
}

/* ---- Quirks ---------------------------------------------------------------------------------- */

/* The standard's list of what a public identifier of an old page begins with. */
static const Str quirky_beginnings[] = {
    STR_INIT("+//silmaril//dtd html pro v0r11 19970101//"),
    STR_INIT("-//as//dtd html 3.0 aswedit + extensions//"),
    STR_INIT("-//advasoft ltd//dtd html 3.0 aswedit + extensions//"),
    STR_INIT("-//ietf//dtd html 2.0 level 1//"),
    STR_INIT("-//ietf//dtd html 2.0 level 2//"),
    STR_INIT("-//ietf//dtd html 2.0 strict level 1//"),
    STR_INIT("-//ietf//dtd html 2.0 strict level 2//"),
    STR_INIT("-//ietf//dtd html 2.0 strict//"),
    STR_INIT("-//ietf//dtd html 2.0//"),
    STR_INIT("-//ietf//dtd html 2.1e//"),
    STR_INIT("-//ietf//dtd html 3.0//"),
    STR_INIT("-//ietf//dtd html 3.2 final//"),
    STR_INIT("-//ietf//dtd html 3.2//"),
    STR_INIT("-//ietf//dtd html 3//"),
    STR_INIT("-//ietf//dtd html level 0//"),
    STR_INIT("-//ietf//dtd html level 1//"),
    STR_INIT("-//ietf//dtd html level 2//"),
    STR_INIT("-//ietf//dtd html level 3//"),
    STR_INIT("-//ietf//dtd html strict level 0//"),
    STR_INIT("-//ietf//dtd html strict level 1//"),
    STR_INIT("-//ietf//dtd html strict level 2//"),
    STR_INIT("-//ietf//dtd html strict level 3//"),
    STR_INIT("-//ietf//dtd html strict//"),
    STR_INIT("-//ietf//dtd html//"),
    STR_INIT("-//metrius//dtd metrius presentational//"),
    STR_INIT("-//microsoft//dtd internet explorer 2.0 html strict//"),
    STR_INIT("-//microsoft//dtd internet explorer 2.0 html//"),
    STR_INIT("-//microsoft//dtd internet explorer 2.0 tables//"),
    STR_INIT("-//microsoft//dtd internet explorer 3.0 html strict//"),
    STR_INIT("-//microsoft//dtd internet explorer 3.0 html//"),
    STR_INIT("-//microsoft//dtd internet explorer 3.0 tables//"),
    STR_INIT("-//netscape comm. corp.//dtd html//"),
    STR_INIT("-//netscape comm. corp.//dtd strict html//"),
    STR_INIT("-//o'reilly and associates//dtd html 2.0//"),
    STR_INIT("-//o'reilly and associates//dtd html extended 1.0//"),
    STR_INIT("-//o'reilly and associates//dtd html extended relaxed 1.0//"),
    STR_INIT("-//sq//dtd html 2.0 hotmetal + extensions//"),
    STR_INIT("-//softquad software//dtd hotmetal pro 6.0::19990601::extensions to html 4.0//"),
    STR_INIT("-//softquad//dtd hotmetal pro 4.0::19971010::extensions to html 4.0//"),
    STR_INIT("-//spyglass//dtd html 2.0 extended//"),
    STR_INIT("-//sun microsystems corp.//dtd hotjava html//"),
    STR_INIT("-//sun microsystems corp.//dtd hotjava strict html//"),
    STR_INIT("-//w3c//dtd html 3 1995-03-24//"),
    STR_INIT("-//w3c//dtd html 3.2 draft//"),
    STR_INIT("-//w3c//dtd html 3.2 final//"),
    STR_INIT("-//w3c//dtd html 3.2//"),
    STR_INIT("-//w3c//dtd html 3.2s draft//"),
    STR_INIT("-//w3c//dtd html 4.0 frameset//"),
    STR_INIT("-//w3c//dtd html 4.0 transitional//"),
    STR_INIT("-//w3c//dtd html experimental 19960712//"),
    STR_INIT("-//w3c//dtd html experimental 970421//"),
    STR_INIT("-//w3c//dtd w3 html//"),
    STR_INIT("-//w3o//dtd w3 html 3.0//"),
    STR_INIT("-//webtechs//dtd mozilla html 2.0//"),
    STR_INIT("-//webtechs//dtd mozilla html//"),
};

static const Str quirky_publics[] = {STR_INIT("-//w3o//dtd w3 html strict 3.0//en//"),
                                     STR_INIT("-/w3c/dtd html 4.0 transitional/en"),
                                     STR_INIT("html")};

/* Quirky only without a system identifier. */
static const Str loose_beginnings[] = {STR_INIT("-//w3c//dtd html 4.01 frameset//"),
                                       STR_INIT("-//w3c//dtd html 4.01 transitional//")};

static bool starts_with_any(Str text, const Str *beginnings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text.len >= beginnings[i].len &&
            str_equal_ignoring_case((Str){text.data, beginnings[i].len}, beginnings[i]))
            return true;
    return false;
}

bool build_doctype_is_quirky(const HtmlNode *doctype, bool is_broken)
{
    const HtmlText *public_id = html_attribute(doctype, STR("public"));
    const HtmlText *system_id = html_attribute(doctype, STR("system"));
    if (is_broken || !str_equal(doctype->name, STR("html"))) return true;
    if (system_id != NULL &&
        str_equal_ignoring_case(system_id->value,
                                STR("http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd")))
        return true;
    if (public_id == NULL) return false;
    for (size_t i = 0; i < COUNT(quirky_publics); i++)
        if (str_equal_ignoring_case(public_id->value, quirky_publics[i])) return true;
    if (starts_with_any(public_id->value, quirky_beginnings, COUNT(quirky_beginnings))) return true;
    return system_id == NULL &&
           starts_with_any(public_id->value, loose_beginnings, COUNT(loose_beginnings));
}
