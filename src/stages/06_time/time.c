/*
 * Expressions of time over the tokens, each with its date.
 *
 *     SEOUL, Dec 27 -- ... after Mr Putin himself sent a message on December 18.
 *                                                                   ^ 2025-12-18 from "dateline"
 *
 * At each token that may start an expression every rule is tried and the longest match taken
 * (pattern.h); what it says is reckoned to days from the article's date or from the date
 * mentioned last (resolve.h).
 */
#include "time.h"

#include "filter.h"
#include "generic.h"
#include "lexicon.h"
#include "numeric_order.h"
#include "ranges.h"
#include "resolve.h"
#include "text/date_parse.h"

typedef struct TimeData {
    Lexicon lexicon;
    RangeRules ranges;
} TimeData;

static DatelineStatus time_load(const DataFiles *files, Arena *arena, void **out_data,
                                DatelineError *err)
{
    TimeData *data = arena_alloc(arena, sizeof *data);
    TRY(time_lexicon_load(&data->lexicon, files, arena, err));
    TRY(ranges_load(&data->ranges, files, arena, err));
    *out_data = data;
    return DATELINE_OK;
}

static bool time_rule_example(const void *data, uint32_t index, RuleExample *out)
{
    const TimeData *loaded = data;
    if (time_lexicon_example(&loaded->lexicon, index, out)) return true;
    return ranges_rule_example(&loaded->ranges, index - loaded->lexicon.rules.count, out);
}

/* ---- Where to reckon from ------------------------------------------------------------------ */

static bool is_day(const DateValue *date)
{
    return date->is_known && date->first_day == date->last_day;
}

static Reckoning begin_reckoning(const Lexicon *lexicon, const Document *doc)
{
    Reckoning reckoning = {.lexicon = lexicon, .arena = doc->arena};
    const DateValue *line = &doc->meta.dateline.date, *published = &doc->meta.published;
    const DateValue *date = doc->meta.dateline.is_present && is_day(line) ? line : published;
    bool is_weak = date == published && date_origin_is_weak(doc->meta.published_origin);
    if (!is_day(date) || is_weak) return reckoning;
    reckoning.has_reference = true;
    reckoning.reference = date->first_day;
    reckoning.reference_name = date == line ? STR("dateline") : STR("published");
    return reckoning;
}

/* ---- Finding ------------------------------------------------------------------------------- */

static bool tense_fits(const TimeRule *rule, Direction direction)
{
    switch (rule->tense) {
    case TENSE_ANY: return true;
    case TENSE_PAST: return direction != DIRECTION_FUTURE;
    case TENSE_FUTURE: return direction == DIRECTION_FUTURE;
    }
    return false;
}

/* The first rule of the set from `rule` on; past the end if there is none. */
static uint32_t next_rule(const RuleSet *set, uint32_t rule)
{
    for (uint32_t i = rule / 64; i < COUNT(set->bits); i++) {
        uint64_t left = set->bits[i];
        if (i == rule / 64) left &= UINT64_MAX << (rule % 64);
        if (left != 0) return i * 64 + (uint32_t)__builtin_ctzll(left);
    }
    return UINT32_MAX;
}

/* The longest match at a token; the direction of its clause is asked once. */
static bool match_longest(const Words *words, uint32_t at, TimeForm *out, Direction *out_direction)
{
    const Lexicon *lexicon = words->lexicon;
    uint32_t kinds = words->opens[at];
    uint32_t longest = 0;
    bool has_direction = false;
    *out_direction = DIRECTION_UNKNOWN;
    if (kinds == 0) return false;
    bool has_next = at + 1 < words->range.end;
    Str next = has_next ? words->lower[at + 1] : (Str){0};
    RuleSet opened =
        time_rules_opened(lexicon, words->lower[at], kinds, next, has_next ? words->opens[at + 1] : 0);
    for (uint32_t i = 0; (i = next_rule(&opened, i)) < lexicon->rules.count; i++) {
        TimeForm form;
        uint32_t used = time_pattern_match(words, &lexicon->rules.items[i], at, &form);
        if (used <= longest || !time_filter_accepts(words, &form)) continue;
        if (!has_direction) *out_direction = time_direction_of(words, form.tokens);
        has_direction = true;
        if (!tense_fits(form.rule, *out_direction)) continue;
        longest = used;
        *out = form;
    }
    if (longest > 0) out->is_generic = time_is_generic(words, out);
    return longest > 0;
}

static Time make_time(const Words *words, Reckoning *reckoning, const TimeForm *form,
                      Direction direction)
{
    Time time = {.tokens = form->tokens,
                 .span = document_tokens_span(words->doc, form->tokens),
                 .by = {form->rule->id, form->rule->confidence}};
    if (form->edge.len > 0) time.mod = form->edge;
    resolve_time(reckoning, form, direction, &time);
    return time;
}

/* "at 10:15 am on Friday": the time of day takes the day of the date beside it. */
static void lend_day(Arena *arena, Time *clock, const Time *date)
{
    bool is_clock = clock->value.granularity == GRANULARITY_TIME && !clock->value.is_known;
    if (!is_clock || !date->value.is_known || date->value.granularity != GRANULARITY_DAY) return;
    if (clock->timex.len < 10) return;
    Str day = date->timex.len > 10 ? (Str){date->timex.data, 10} : date->timex;
    clock->timex = arena_format(arena, STR_FMT STR_FMT, STR_ARG(day), (int)(clock->timex.len - 10),
                                clock->timex.data + 10);
    clock->value.is_known = true;
    clock->value.first_day = clock->value.last_day = date->value.first_day;
    clock->value.edtf = date->value.edtf;
    clock->anchor = date->anchor;
}

static bool stand_together(const Time *first, const Time *next)
{
    return next->tokens.first - first->tokens.end <= 2;
}

static void add_time(const TimeData *data, const Words *words, Document *doc,
                     const Reckoning *reckoning, uint32_t sentence_first, Time time)
{
    Time *last = doc->times.count > sentence_first ? &doc->times.items[doc->times.count - 1] : NULL;
    if (last != NULL && ranges_join(&data->ranges, words, reckoning, last, &time)) return;
    if (last != NULL && stand_together(last, &time)) {
        lend_day(doc->arena, last, &time);
        bool is_aside = str_equal(words->lower[time.tokens.first - 1], STR("("));
        if (!is_aside) lend_day(doc->arena, &time, last);
    }
    ranges_approximate(words, doc->arena, &time);
    ranges_open(words, doc->arena, &time);
    *list_add(doc->arena, &doc->times) = time;
}

static bool is_dateline(const Document *doc, Span span)
{
    return doc->meta.dateline.is_present && span_overlaps(doc->meta.dateline.span, span);
}

/* Whether each token stands in quotation marks; a mark left open ends with its paragraph. */
static bool *mark_quoted(const Document *doc, Arena *scratch)
{
    bool *quoted = arena_new_items(scratch, bool, doc->tokens.count);
    bool is_open = false;
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        uint32_t flags = document_token(doc, i)->flags;
        if (flags & (TOKEN_STARTS_BLOCK | TOKEN_CLOSES_QUOTE)) is_open = false;
        if (flags & TOKEN_OPENS_QUOTE) is_open = true;
        quoted[i] = is_open;
    }
    return quoted;
}

/* The outermost mention by name over each token. */
static uint32_t *mark_names(const Document *doc, Arena *scratch)
{
    uint32_t *name_of = arena_new_items(scratch, uint32_t, doc->tokens.count);
    for (uint32_t i = 0; i < doc->tokens.count; i++) name_of[i] = NONE;
    for (uint32_t i = 0; i < doc->mentions.count; i++) {
        const Mention *mention = &doc->mentions.items[i];
        if (mention->kind != MENTION_NAME && mention->kind != MENTION_TITLED_NAME) continue;
        for (uint32_t k = mention->tokens.first; k < mention->tokens.end; k++)
            if (name_of[k] == NONE) name_of[k] = i;
    }
    return name_of;
}

/* "today" in a quotation is the speaker's, who may have spoken before the article's day; "today's
 * world" there is no day at all. */
static void doubt_quoted(const Words *words, Time *time)
{
    if (!words->quoted[time->tokens.first]) return;
    bool is_reckoned = time->anchor.len > 0 && !str_equal(time->anchor, STR("text"));
    if (!is_reckoned || time->value.granularity != GRANULARITY_DAY) return;
    time->by.confidence *= 0.6f;
    bool is_possessive = time->tokens.end < words->range.end &&
                         str_equal(words->lower[time->tokens.end], STR("'s"));
    if (!is_possessive || !str_equal(words->lower[time->tokens.first], STR("today"))) return;
    time->value = (DateValue){0};
    time->anchor = (Str){0};
    time->timex = STR("PRESENT_REF");
}

/* "at 3:20 a.m. on Wednesday (6:20 p.m. GMT on Tuesday)": the story goes on by the first. */
static bool is_in_other_zone(const Words *words, const Time *time)
{
    static const Str zones[] = {STR_INIT("gmt"), STR_INIT("utc")};
    bool has_zone = false;
    for (uint32_t i = time->tokens.end, back = 0; i > words->range.first && back < 12; i--, back++) {
        Str word = words->lower[i - 1];
        if (str_equal(word, STR(")"))) return false;
        if (str_equal(word, STR("("))) return has_zone;
        has_zone |= str_is_one_of(word, zones, COUNT(zones));
    }
    return false;
}

static bool is_bare_clock(const Time *time)
{
    return time->type == TIME_TYPE_TIME && !time->value.is_known &&
           time->value.granularity == GRANULARITY_TIME && time->timex.len > 10;
}

static void find_in_sentence(const TimeData *data, const Words *words, Document *doc,
                             Reckoning *reckoning)
{
    uint32_t sentence_first = doc->times.count;
    for (uint32_t at = words->range.first; at < words->range.end;) {
        TimeForm form;
        Direction direction;
        if (!match_longest(words, at, &form, &direction)) {
            at++;
            continue;
        }
        at = form.tokens.end;
        Time time = make_time(words, reckoning, &form, direction);
        doubt_quoted(words, &time);
        if (!is_dateline(doc, time.span) && !is_in_other_zone(words, &time))
            resolve_remember(reckoning, &form, &time);
        if (time.timex.len > 0) add_time(data, words, doc, reckoning, sentence_first, time);
    }
    for (uint32_t i = sentence_first; i < doc->times.count; i++) {
        Time *time = &doc->times.items[i];
        if (is_bare_clock(time))
            resolve_clock_day(reckoning, time_direction_of(words, time->tokens), time);
    }
}

/* In an article without a date, the latest full date in its text tells the year of the others. */
static void find_written_day(const Words *words, Reckoning *reckoning)
{
    for (uint32_t at = words->range.first; at < words->range.end; at++) {
        const Token *token = document_token(words->doc, at);
        WrittenDate date;
        if (words->opens[at] == 0 ||
            !date_parse(words->doc->text, token->span.start, &date) || date.year == 0 ||
            date.day == 0)
            continue;
        int32_t day = day_from_civil((CivilDate){date.year, date.month, date.day});
        if (reckoning->has_written_day && day <= reckoning->written_day) continue;
        reckoning->has_written_day = true;
        reckoning->written_day = day;
    }
}

static DatelineStatus time_run(const void *data, Document *doc, Arena *scratch, DatelineError *err)
{
    (void)err;
    const TimeData *loaded = data;
    Str *lower = arena_new_items(scratch, Str, doc->tokens.count);
    uint32_t *opens = arena_new_items(scratch, uint32_t, doc->tokens.count);
    for (uint32_t i = 0; i < doc->tokens.count; i++) {
        lower[i] = doc->tokens.items[i].lower;
        opens[i] = time_word_opens(&loaded->lexicon, lower[i]);
    }
    Words words = {.lexicon = &loaded->lexicon, .doc = doc, .lower = lower, .opens = opens,
                   .quoted = mark_quoted(doc, scratch),
                   .name_of = mark_names(doc, scratch),
                   .order = numeric_order_of(doc)};
    Reckoning reckoning = begin_reckoning(&loaded->lexicon, doc);
    if (!reckoning.has_reference) {
        words.range = (TokenRange){0, doc->tokens.count};
        find_written_day(&words, &reckoning);
    }
    for (uint32_t i = 0; i < doc->sentences.count; i++) {
        words.range = doc->sentences.items[i].tokens;
        reckoning.sentence = i;
        find_in_sentence(loaded, &words, doc, &reckoning);
    }
    return DATELINE_OK;
}

const Stage stage_time = {
    .name = "time",
    .does = "Expressions of time to dates.",
    .reads = PART_TEXT | PART_TOKENS | PART_SYNTAX | PART_ENTITIES,
    .writes = PART_TIMES,
    .language = "en",
    .load = time_load,
    .run = time_run,
    .rule_example = time_rule_example,
};
