/* What becomes of a record's block: an article, a feed's or a JSON file's articles, or a count. */
#include "archive.h"
#include "base/calendar.h"
#include "digest.h"
#include "http_body.h"
#include "http_response.h"
#include "sniff.h"
#include "text/utf8.h"

/* Enough to see that what is said to be a page is an image. */
#define PAGE_SNIFF_BYTES 2048

/* ---- What kind of thing it is ---------------------------------------------------------------- */

typedef enum MediaKind {
    MEDIA_PAGE,
    MEDIA_TEXT,
    MEDIA_DATA, /* a feed or JSON, if its bytes say so */
    MEDIA_UNKNOWN,
    MEDIA_OTHER,
} MediaKind;

static MediaKind media_kind(Str type)
{
    static const struct {
        Str type;
        MediaKind kind;
    } kinds[] = {
        {STR_INIT("text/html"), MEDIA_PAGE},
        {STR_INIT("application/xhtml+xml"), MEDIA_PAGE},
        {STR_INIT("html"), MEDIA_PAGE}, /* in the oldest archives */
        {STR_INIT("text/plain"), MEDIA_TEXT},
        {STR_INIT("application/rss+xml"), MEDIA_DATA},
        {STR_INIT("application/atom+xml"), MEDIA_DATA},
        {STR_INIT("application/rdf+xml"), MEDIA_DATA},
        {STR_INIT("application/xml"), MEDIA_DATA},
        {STR_INIT("text/xml"), MEDIA_DATA},
        {STR_INIT("application/json"), MEDIA_DATA},
        {STR_INIT("application/feed+json"), MEDIA_DATA},
        {STR_INIT("application/ld+json"), MEDIA_DATA},
        {STR_INIT("application/x-ndjson"), MEDIA_DATA},
        {STR_INIT("application/jsonl"), MEDIA_DATA},
        {STR_INIT("unknown/unknown"), MEDIA_UNKNOWN},
    };
    if (str_find(type, STR("/"), 0) == STR_NOT_FOUND && !str_equal_ignoring_case(type, STR("html")))
        return MEDIA_UNKNOWN;
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_equal_ignoring_case(type, kinds[i].type)) return kinds[i].kind;
    return MEDIA_OTHER;
}

/* Files that sites keep for machines, though they are plain text. */
static bool is_for_machines(Str url)
{
    static const Str names[] = {STR_INIT("/robots.txt"),   STR_INIT("/ads.txt"),
                                STR_INIT("/app-ads.txt"),  STR_INIT("/humans.txt"),
                                STR_INIT("/security.txt"), STR_INIT("/llms.txt")};
    uint32_t query = str_find(url, STR("?"), 0);
    if (query != STR_NOT_FOUND) url.len = query;
    for (size_t i = 0; i < COUNT(names); i++)
        if (str_ends(url, names[i])) return true;
    return false;
}

static bool is_from_web(Str url)
{
    static const Str schemes[] = {STR_INIT("http://"), STR_INIT("https://"), STR_INIT("ftp://"),
                                  STR_INIT("file://")};
    for (size_t i = 0; i < COUNT(schemes); i++)
        if (url.len >= schemes[i].len &&
            str_equal_ignoring_case((Str){url.data, schemes[i].len}, schemes[i]))
            return true;
    return str_is_empty(url);
}

/* ---- Said and counted ------------------------------------------------------------------------ */

void archive_report(IntakeRun *run, const ArchiveRecord *record)
{
    if (record->faults.count > 0)
        run_problem(run, INTAKE_BROKEN_RECORD, record->offset, 0, "%s", record->faults.text);
}

void archive_skip(IntakeRun *run, const ArchiveRecord *record, IntakeSkip why)
{
    run->counts->skipped[why]++;
    if (run->sink->skipped == NULL) return;
    IntakeSkipped skipped = {why, run->path, record->offset, record->url};
    run->sink->skipped(run->sink->context, &skipped);
}

static void report_digest(IntakeRun *run, const ArchiveRecord *record, const char *what, Str digest)
{
    run_problem(run, INTAKE_WRONG_DIGEST, record->offset, 0,
                "the %s's checksum is not '" STR_FMT "'; it was read all the same", what,
                SHORT_ARG(digest));
}

void archive_check_block(IntakeRun *run, ArchiveRecord *record, Str digest)
{
    if (str_is_empty(digest) || record->is_cut) return;
    DigestCheck check = digest_check(digest, record->block);
    record->is_sound = check == DIGEST_RIGHT;
    if (check == DIGEST_WRONG || check == DIGEST_MALFORMED)
        report_digest(run, record, "block", digest);
}

void archive_check_request(IntakeRun *run, const ArchiveRecord *record)
{
    if (str_is_empty(record->payload_digest) || record->is_cut) return;
    uint32_t end = str_find(record->block, STR("\r\n\r\n"), 0);
    end = end == STR_NOT_FOUND ? record->block.len : end + 4;
    Str body = {record->block.data + end, record->block.len - end};
    DigestCheck check = digest_check(record->payload_digest, body);
    if (check == DIGEST_WRONG || check == DIGEST_MALFORMED)
        report_digest(run, record, "payload", record->payload_digest);
}

/* Writers differ in whether chunks belong to the payload. A sound block is not summed twice: that
 * costs as much as unpacking it. */
static void check_payload(IntakeRun *run, const ArchiveRecord *record, const HttpResponse *response,
                          Str joined)
{
    if (str_is_empty(record->payload_digest) || record->is_cut || record->is_sound) return;
    DigestCheck check = digest_check(record->payload_digest, response->body);
    if (check == DIGEST_WRONG && joined.data != response->body.data)
        check = digest_check(record->payload_digest, joined);
    if (check == DIGEST_WRONG || check == DIGEST_MALFORMED)
        report_digest(run, record, "payload", record->payload_digest);
}

/* ---- The payload ----------------------------------------------------------------------------- */

typedef struct Payload {
    Str bytes;
    Str charset;
    MediaKind kind;
    bool is_http;
} Payload;

static DatelineStatus hand_page(IntakeRun *run, const Payload *payload, DatelineFormat format)
{
    DatelineSource source = {
        .page = text_of(payload->bytes), .format = format, .charset = text_of(payload->charset)};
    return run_article(run, &source);
}

static DatelineStatus read_json_payload(IntakeRun *run, Str bytes, InputFormat format)
{
    ByteReader reader;
    bytes_open_memory(&reader, bytes);
    DatelineStatus status = format == INPUT_JSON_LINES
                                ? read_json_lines(run, &reader)
                                : read_json_values(run, &reader, format == INPUT_JSON_ARRAY);
    bytes_release(&reader);
    return status;
}

/* What text/plain, XML, JSON or nothing at all was declared as. */
static DatelineStatus read_sniffed(IntakeRun *run, const Payload *payload, const Sniffed *sniffed)
{
    InputFormat format = sniffed->format;
    bool is_json =
        format == INPUT_JSON_LINES || format == INPUT_JSON_VALUES || format == INPUT_JSON_ARRAY;
    bool is_text =
        payload->kind == MEDIA_TEXT || (payload->kind == MEDIA_UNKNOWN && !payload->is_http);
    if (format == INPUT_HTML) return hand_page(run, payload, DATELINE_FORMAT_HTML);
    if (format == INPUT_FEED) return read_feed(run, payload->bytes);
    if (is_json && payload->kind != MEDIA_UNKNOWN)
        return read_json_payload(run, payload->bytes, format);
    if (format == INPUT_TEXT && is_text) return hand_page(run, payload, DATELINE_FORMAT_TEXT);
    archive_skip(run, run->record,
                 format == INPUT_EMPTY ? INTAKE_SKIP_NO_PAYLOAD : INTAKE_SKIP_MEDIA);
    return DATELINE_OK;
}

static bool is_wide(Str charset)
{
    return charset.len >= 4 && str_equal_ignoring_case((Str){charset.data, 4}, STR("utf-")) &&
           !str_equal_ignoring_case(charset, STR("utf-8")) &&
           !str_equal_ignoring_case(charset, STR("utf-7"));
}

static DatelineStatus read_payload(IntakeRun *run, const Payload *payload)
{
    uint32_t sniffed_bytes = payload->kind == MEDIA_PAGE ? PAGE_SNIFF_BYTES : SNIFF_BYTES;
    Str start = {payload->bytes.data,
                 payload->bytes.len < sniffed_bytes ? payload->bytes.len : sniffed_bytes};
    Sniffed sniffed = sniff_format(start, start.len == payload->bytes.len, STR(""));
    if (payload->kind != MEDIA_PAGE) return read_sniffed(run, payload, &sniffed);
    bool is_binary = sniffed.format == INPUT_BINARY && !is_wide(payload->charset);
    if (sniffed.format != INPUT_EMPTY && !is_binary)
        return hand_page(run, payload, DATELINE_FORMAT_HTML);
    archive_skip(run, run->record, is_binary ? INTAKE_SKIP_MEDIA : INTAKE_SKIP_NO_PAYLOAD);
    return DATELINE_OK;
}

/* ---- The record ------------------------------------------------------------------------------ */

static HttpResponse read_answer(const ArchiveRecord *record)
{
    HttpResponse response = {.body = record->block};
    if (record->is_http) response = http_read_response(record->block);
    if (str_is_empty(response.media_type) && (!record->is_http || response.status == 0))
        http_read_content_type(record->content_type, &response.media_type, &response.charset);
    return response;
}

/* Why the record holds no article, if its headers say so. */
static bool find_skip(const ArchiveRecord *record, const HttpResponse *response, MediaKind kind,
                      IntakeSkip *out)
{
    if (!is_from_web(record->url))
        *out = INTAKE_SKIP_SCHEME;
    else if (response->status != 0 && (response->status < 200 || response->status > 299))
        *out = INTAKE_SKIP_STATUS;
    else if (kind == MEDIA_OTHER || (kind == MEDIA_TEXT && is_for_machines(record->url)))
        *out = INTAKE_SKIP_MEDIA;
    else if (response->body.len == 0 && !response->is_endless && !record->is_cut)
        *out = INTAKE_SKIP_NO_PAYLOAD;
    else
        return false;
    return true;
}

static void remember(IntakeRun *run, const ArchiveRecord *record, bool is_page)
{
    SeenRecords *seen = &archive_state(run)->seen;
    seen_add(seen, record->payload_digest, is_page);
    seen_add(seen, record->id, is_page);
    seen_add(seen, record->url, is_page);
}

static DatelineStatus read_page(IntakeRun *run, ArchiveRecord *record, const HttpResponse *response,
                                Str joined, MediaKind kind)
{
    Payload payload = {.charset = response->charset, .kind = kind, .is_http = record->is_http};
    HttpDecoded decoded =
        http_decode(joined, response->encoding, LARGEST_ARTICLE_BYTES, &archive_state(run)->decoded,
                    &record->faults, &payload.bytes);
    if (response->is_endless)
        faults_add(&record->faults, "the HTTP header has no end within %u bytes",
                   record->block.len < LARGEST_HTTP_HEADER_BYTES ? record->block.len
                                                                 : LARGEST_HTTP_HEADER_BYTES);
    archive_report(run, record);
    if (decoded == HTTP_TOO_LARGE || payload.bytes.len > LARGEST_ARTICLE_BYTES) {
        run_problem(run, INTAKE_TOO_LARGE, record->offset, 0,
                    "the page is larger than the limit of %u bytes (%u MiB)", LARGEST_ARTICLE_BYTES,
                    LARGEST_ARTICLE_BYTES >> 20);
        return DATELINE_OK;
    }
    if (decoded == HTTP_UNKNOWN || response->is_endless) return DATELINE_OK;
    remember(run, record, true);
    run->record = record;
    DatelineStatus status = read_payload(run, &payload);
    run->record = NULL;
    return status;
}

DatelineStatus archive_read_record(IntakeRun *run, ArchiveRecord *record)
{
    record->url = utf8_make_valid(record->url, archive_state(run)->arena);
    record->fetched = utf8_make_valid(record->fetched, archive_state(run)->arena);
    HttpResponse response = read_answer(record);
    MediaKind kind = media_kind(response.media_type);
    Str joined = response.body;
    if (response.is_chunked) {
        bool was_chunked;
        joined = http_join_chunks(response.body, &archive_state(run)->joined, &was_chunked,
                                  &record->faults);
    }
    check_payload(run, record, &response, joined);
    IntakeSkip skip;
    if (!find_skip(record, &response, kind, &skip))
        return read_page(run, record, &response, joined, kind);
    archive_report(run, record);
    remember(run, record, false);
    archive_skip(run, record, skip);
    return DATELINE_OK;
}

void archive_refuse_large(IntakeRun *run, ArchiveRecord *record, uint64_t declared)
{
    HttpResponse response = read_answer(record);
    IntakeSkip skip;
    archive_report(run, record);
    if (find_skip(record, &response, media_kind(response.media_type), &skip)) {
        archive_skip(run, record, skip);
        return;
    }
    if (declared == UNKNOWN_LENGTH)
        run_problem(run, INTAKE_TOO_LARGE, record->offset, 0,
                    "the record is longer than the limit of %u bytes (%u MiB)", LARGEST_BLOCK_BYTES,
                    LARGEST_BLOCK_BYTES >> 20);
    else
        run_problem(run, INTAKE_TOO_LARGE, record->offset, 0,
                    "the record of %llu bytes is longer than the limit of %u bytes (%u MiB)",
                    (unsigned long long)declared, LARGEST_BLOCK_BYTES, LARGEST_BLOCK_BYTES >> 20);
}

Str archive_date(Str digits, Arena *arena)
{
    if (digits.len != 12 && digits.len != 14) return (Str){0};
    uint32_t values[6] = {0}; /* year, month ... second */
    for (uint32_t i = 0; i < digits.len; i++) {
        if (!ascii_is_digit(digits.data[i])) return (Str){0};
        uint32_t *value = &values[i < 4 ? 0 : (i - 2) / 2];
        *value = 10 * *value + (uint32_t)(digits.data[i] - '0');
    }
    bool is_valid = civil_date_is_valid(
        (CivilDate){(int32_t)values[0], (int32_t)values[1], (int32_t)values[2]});
    if (!is_valid || values[3] > 23 || values[4] > 59 || values[5] > 60) return (Str){0};
    return arena_format(arena, "%04u-%02u-%02uT%02u:%02u:%02uZ", values[0], values[1], values[2],
                        values[3], values[4], values[5]);
}
