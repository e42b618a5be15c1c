/*
 * Where the clause that somebody says begins and ends, by the order of words.
 *
 *     Kim said on Monday that | the talks failed |, while Seoul said they went on.
 *         cue    skipped      |     clause       |         another's
 */
#include "quote_clause.h"

#include "record/time_attach.h"

/* "said | on Monday | the port would open": "on" of a day that hangs on the verb. */
static bool leads_to_time(const QuoteWork *work, uint32_t verb, uint32_t token)
{
    return tree_relation(&work->tree, token) == REL_CASE &&
           tree_head(&work->tree, tree_head(&work->tree, token)) == verb;
}

static bool begins_clause(const QuoteWork *work, uint32_t verb, uint32_t token)
{
    uint32_t complement = tree_complement(&work->tree, verb);
    return complement != NONE && tree_range(&work->tree, complement).first == token;
}

/* "said | Monday | she plans to leave" */
static uint32_t skip_time(const QuoteWork *work, uint32_t verb, uint32_t token, uint32_t end)
{
    const Document *doc = work->doc;
    uint32_t start = token < end && leads_to_time(work, verb, token) ? token + 1 : token;
    uint32_t found = document_first_time_from(doc, start);
    if (found == doc->times.count || !time_tells_when(&doc->times.items[found])) return token;
    TokenRange time = doc->times.items[found].tokens;
    if (time.first != start || time.end >= end) return token;
    for (uint32_t t = time.first; t < time.end; t++) { /* "said | 2025 would be hard" */
        Relation relation = quote_token(work, t)->relation;
        if (relation == REL_NSUBJ || relation == REL_NSUBJ_PASS) return token;
    }
    return start == token || begins_clause(work, verb, time.end) ? time.end : token;
}

/* "said it was certain that …": the clause has begun before. */
static bool has_begun(const QuoteWork *work, const QuoteFrame *frame, uint32_t token)
{
    uint32_t complement = tree_complement(&work->tree, frame->verb);
    uint32_t subject = tree_own_subject(&work->tree, complement);
    bool follows = complement != NONE && complement > frame->verb;
    bool has_subject = subject != NONE && subject > frame->verb && subject < token;
    return follows && (complement < token || has_subject);
}

static bool is_say(const QuoteFrame *frame)
{
    return frame->use == CUE_SAY || frame->use == CUE_CLAUSE;
}

/* "at a dinner | that the port would open", but "about the speech | that he gave". */
static bool ends_setting(const QuoteWork *work, uint32_t token)
{
    static const Str words[] = {STR_INIT("in"),  STR_INIT("at"),     STR_INIT("on"),
                                STR_INIT("via"), STR_INIT("during"), STR_INIT("after")};
    uint32_t preposition = token == 0 ? NONE : tree_case(&work->tree, token - 1);
    for (size_t i = 0; i < COUNT(words); i++)
        if (preposition != NONE && quote_token_is(work, preposition, words[i])) return true;
    return false;
}

/* "told him in a note that talks go on": where the clause has another subject, "that" opens it,
 * whatever the parser takes it for. */
static bool is_opening_that(const QuoteWork *work, const QuoteFrame *frame, uint32_t token)
{
    if (!quote_token_is(work, token, STR("that"))) return false;
    if (has_begun(work, frame, token)) return false;
    bool is_mark = quote_token(work, token)->relation == REL_MARK;
    if (is_mark || quote_token(work, token)->tag == TAG_SCONJ) return true;
    uint32_t verb = quote_token(work, token)->head;
    if (verb == NONE || verb < token) return false;
    bool is_object = quote_token(work, token)->relation == REL_OBJ && !ends_setting(work, token);
    if (!is_object && tree_complement(&work->tree, frame->verb) == NONE && is_say(frame) &&
        tree_own_subject(&work->tree, verb) > token && tree_own_subject(&work->tree, verb) != NONE)
        return true; /* "said at a dinner that the port would open" is no dinner's clause */
    if (quote_token(work, token)->relation != REL_NSUBJ) return false;
    uint32_t subject = tree_next_alike(&work->tree, token);
    return subject != NONE && subject < verb;
}

/* "told | the crew | the port was closed": a hearer who is no actor. */
static uint32_t skip_hearer(const QuoteWork *work, uint32_t verb, uint32_t token)
{
    uint32_t hearer = tree_indirect_object(&work->tree, verb);
    if (hearer == NONE) hearer = tree_object(&work->tree, verb);
    uint32_t complement = tree_complement(&work->tree, verb);
    if (hearer == NONE || complement == NONE) return token;
    TokenRange range = tree_nominal_range(&work->tree, hearer);
    return range.first == token && range.end <= complement ? range.end : token;
}

/* Past the addressee, dates and "that" that may stand between a verb and its clause. */
static uint32_t skip_to_clause(const QuoteWork *work, const QuoteFrame *frame, uint32_t end)
{
    uint32_t t = frame->group.end;
    if (frame->addressee != NONE) {
        uint32_t past = work->doc->mentions.items[frame->addressee].tokens.end;
        if (past > t && past < end) t = past;
    }
    t = skip_hearer(work, frame->verb, t);
    t = skip_time(work, frame->verb, t, end);
    for (uint32_t i = t; i < end && i < t + WIDEST_LEAD_IN_TOKENS; i++) {
        if (is_opening_that(work, frame, i)) return i + 1;
        bool is_aside = quote_token_is(work, i, STR("citing")) || /* ", citing officials, that" */
                        quote_token_is(work, i, STR("quoting"));
        bool is_adjective = tree_relation(&work->tree, i) == REL_AMOD; /* "an emailed statement" */
        if (quote_token(work, i)->tag == TAG_VERB && !is_aside && !is_adjective) break;
    }
    while (t < end && (quote_token_is(work, t, STR(",")) || quote_token_is(work, t, STR(":")))) t++;
    return t;
}

/* ", while the ministry said": a conjunction behind a comma before another's words. */
static bool follows_conjunction(const QuoteWork *work, uint32_t first)
{
    static const Str words[] = {STR_INIT("while"),    STR_INIT("whereas"), STR_INIT("but"),
                                STR_INIT("and"),      STR_INIT("which"),   STR_INIT("as"),
                                STR_INIT("although"), STR_INIT("though")};
    if (first < 2 || !quote_token_is(work, first - 2, STR(","))) return false;
    for (size_t i = 0; i < COUNT(words); i++)
        if (quote_token_is(work, first - 1, words[i])) return true;
    return false;
}

/* A semicolon outside of marks: what follows may be anybody's. */
static uint32_t find_semicolon(const QuoteWork *work, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++)
        if (work->run_over[t] == NONE && quote_token_is(work, t, STR(";"))) return t;
    return end;
}

static bool ends_before(const QuoteWork *work, uint32_t token)
{
    return quote_token_is(work, token - 1, STR(",")) ||
           quote_token(work, token - 1)->kind == TOKEN_QUOTE;
}

bool quote_clause_is_joined(const QuoteWork *work, uint32_t verb)
{
    uint32_t and = tree_child(&work->tree, verb, REL_CC);
    return tree_relation(&work->tree, verb) == REL_CONJ && and != NONE && and < verb &&
           tree_head(&work->tree, verb) < verb;
}

/* "Although they moved", "speaking in Oslo"; "a letter was sent, Kim said" has no such sign. */
static bool is_subordinate(const QuoteWork *work, uint32_t verb)
{
    return tree_relation(&work->tree, verb) == REL_ADVCL &&
           (tree_child(&work->tree, verb, REL_MARK) != NONE ||
            quote_token(work, verb)->xpos == XPOS_VBG);
}

bool quote_clause_is_adverbial(const QuoteWork *work, uint32_t verb, uint32_t first)
{
    for (uint32_t c = tree_first_child(&work->tree, verb); c != NONE && c < verb;
         c = tree_next_child(&work->tree, c))
        if (c >= first && is_subordinate(work, c)) return tree_range(&work->tree, c).first <= first;
    return false;
}

/* "said that if ships come, he thinks they sink"; "said he had fled, and told nobody": what stands
 * within the words, though a comma is before it. */
static bool is_within(const QuoteWork *work, const QuoteFrame *frame, const QuoteFrame *other)
{
    if (other->use == CUE_ACCORDING) return false;
    bool shares_subject = tree_own_subject(&work->tree, other->verb) == NONE &&
                          quote_clause_is_joined(work, other->verb);
    return shares_subject || tree_complement(&work->tree, frame->verb) == other->verb;
}

/* The clause ends where the sentence does, at a semicolon, or before a comma that brings in another
 * cue's group ("…, Yonhap reported"; "…, while Seoul said"). */
static uint32_t clause_end(const QuoteWork *work, const QuoteFrame *frame,
                           const QuoteFrames *frames, TokenRange sentence)
{
    uint32_t end = find_semicolon(work, frame->group.end, sentence.end);
    while (end > frame->group.end && quote_token(work, end - 1)->kind == TOKEN_PUNCT) end--;
    for (uint32_t i = 0; i < frames->count; i++) {
        const QuoteFrame *other = &frames->items[i];
        uint32_t first = other->group.first;
        bool is_appended = other->verb != frame->verb && first > frame->group.end && first < end &&
                           (ends_before(work, first) || other->use == CUE_ACCORDING);
        bool leads_on = is_appended && quote_token(work, other->cue.end - 1)->xpos == XPOS_VBG;
        if (is_appended && !leads_on && !is_within(work, frame, other)) end = first;
        bool is_joined = other->verb > frame->verb && other->speaker != NONE && first < end &&
                         (other->use == CUE_SAY || other->use == CUE_CLAUSE) &&
                         first > frame->group.end + 1 && first < other->cue.first &&
                         other->speaker != frame->speaker && follows_conjunction(work, first);
        if (is_joined && work->run_over[first] == NONE) end = first - 1;
    }
    while (end > frame->group.end && quote_token_is(work, end - 1, STR(","))) end--;
    return end;
}

/* Never through the middle of a quotation, and no mark left hanging. */
uint32_t quote_clause_include_runs(const QuoteWork *work, uint32_t end, uint32_t sentence_end)
{
    if (end > 0 && end < sentence_end && work->run_over[end - 1] != NONE) {
        uint32_t run_end = work->runs.items[work->run_over[end - 1]].tokens.end;
        if (run_end > end && run_end <= sentence_end) return run_end;
    }
    return end;
}

/* "Ties, Xi said in his message, are good": what is said goes on behind the comma. */
static uint32_t past_comma(const QuoteWork *work, uint32_t first, uint32_t other, uint32_t end)
{
    for (uint32_t t = first; t < end && t < first + WIDEST_LEAD_IN_TOKENS; t++)
        if (quote_token_is(work, t, STR(","))) return t + 1;
    return other;
}

TokenRange quote_clause_bounds(const QuoteWork *work, const QuoteFrame *frame,
                               const QuoteFrames *frames, bool is_inset)
{
    TokenRange sentence =
        work->doc->sentences.items[quote_token(work, frame->verb)->sentence].tokens;
    TokenRange clause = {skip_to_clause(work, frame, sentence.end),
                         clause_end(work, frame, frames, sentence)};
    if (is_inset) clause.first = past_comma(work, frame->group.end, clause.first, clause.end);
    return clause;
}
