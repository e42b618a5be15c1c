/*
 * Quotations: what was said, in quotation marks or in a clause, and by whom.
 *
 *     Kim said the ties "have grown into an alliance," Yonhap reported.
 *     speaker cue content (mixed)                      channel
 *
 * For each cue of a sentence (quote_frames.c) the content is looked for on its left and on its
 * right; what stands in quotation marks beside the cue wins over a clause. Quoted runs that no cue
 * has taken are fragments of somebody's description, or go on from the quotation before.
 */
#include "quotations.h"

#include <stdlib.h>

#include "channel.h"
#include "quote_clause.h"
#include "quote_work.h"

#define FEWEST_CLAUSE_TOKENS 3
#define WIDEST_SUBJECT_TOKENS 6 /* of a clause whose verb is in marks */
#define FEWEST_FREE_WORDS 3     /* of a quoted sentence that goes on from another */
#define FEWEST_LONE_WORDS 5     /* of one without a speaker */

static TokenRange sentence_tokens(const QuoteWork *work, uint32_t token)
{
    return work->doc->sentences.items[quote_token(work, token)->sentence].tokens;
}

static uint32_t actor_of(const QuoteWork *work, uint32_t mention)
{
    return mention == NONE ? NONE : work->doc->mentions.items[mention].actor;
}

static bool is_media(const QuoteWork *work, uint32_t mention)
{
    uint32_t actor = actor_of(work, mention);
    return actor != NONE && work->doc->actors.items[actor].kind == ACTOR_MEDIA;
}

/* ---- records ---- */

/* A clause that nobody named holds is no quotation; words in marks are one all the same. */
static bool is_held(const QuoteWork *work, const QuoteFrame *frame)
{
    return quote_mention_of(work, frame->speaker) != NONE;
}

static Quotation *add_quotation(QuoteWork *work, TokenRange content, QuotationKind kind,
                                const QuoteFrame *frame, QuoteRule rule)
{
    Document *doc = work->doc;
    Quotation *quotation = list_add(doc->arena, &doc->quotations);
    *quotation =
        (Quotation){.span = document_tokens_span(doc, content),
                    .kind = kind,
                    .speaker = NONE,
                    .speaker_actor = NONE,
                    .addressee = NONE,
                    .addressee_actor = NONE,
                    .message = NONE,
                    .continues = NONE,
                    .sentence = quote_token(work, content.first)->sentence,
                    .by = {work->data->rules[rule].id, work->data->rules[rule].confidence}};
    if (frame != NULL) {
        quotation->cue = document_tokens_span(doc, frame->cue);
        quotation->speaker = quote_mention_of(work, frame->speaker);
        quotation->speaker_actor = actor_of(work, quotation->speaker);
        quotation->addressee = frame->addressee;
        quotation->addressee_actor = actor_of(work, frame->addressee);
    }
    for (uint32_t t = content.first; t < content.end; t++)
        if (work->run_over[t] != NONE) work->runs.items[work->run_over[t]].is_used = true;
    return quotation;
}

/* ---- content on the left: "…," X said ---- */

/* First token of a sentence after its dateline and a leading conjunction. */
static uint32_t content_start(const QuoteWork *work, TokenRange sentence)
{
    uint32_t t = sentence.first;
    const Dateline *dateline = &work->doc->meta.dateline;
    while (dateline->is_present && t < sentence.end &&
           quote_token(work, t)->span.start < dateline->span.end)
        t++;
    while (t < sentence.end && quote_token(work, t)->kind == TOKEN_PUNCT) t++; /* "- The" */
    return t;
}

static bool has_finite_verb(const QuoteWork *work, TokenRange range)
{
    for (uint32_t t = range.first; t < range.end; t++) {
        const Token *token = quote_token(work, t);
        bool is_verb = token->tag == TAG_VERB || token->tag == TAG_AUX;
        if (is_verb && token->xpos != XPOS_VBG && token->xpos != XPOS_VBN && token->xpos != XPOS_VB)
            return true;
    }
    return false;
}

/* The quoted run that ends right before the group; NONE. */
static uint32_t run_before(const QuoteWork *work, const QuoteFrame *frame)
{
    uint32_t t = frame->group.first;
    for (int i = 0; i < 2 && t > 0; i++) {
        t--;
        if (work->run_over[t] != NONE) {
            const QuotedRun *run = &work->runs.items[work->run_over[t]];
            return run->tokens.end == t + 1 && !run->is_used ? work->run_over[t] : NONE;
        }
        if (!quote_token_is(work, t, STR(","))) return NONE;
    }
    return NONE;
}

/* A run that begins its sentence, or began in an earlier one, is the whole of what was said; else
 * what stands before it in the sentence belongs to it: ("the past year "was special," X said"). */
static bool take_run_before(QuoteWork *work, const QuoteFrame *frame, uint32_t run_index)
{
    const QuotedRun *run = &work->runs.items[run_index];
    TokenRange sentence = sentence_tokens(work, frame->verb);
    uint32_t start = content_start(work, sentence);
    /* "Expressing his wish to "go on," Kim vowed": a fragment of the expressing. */
    if (run->tokens.first > start && quote_token(work, start)->xpos == XPOS_VBG) return false;
    bool is_whole = run->tokens.first <= start || quote_token(work, run->tokens.first)->sentence !=
                                                      quote_token(work, frame->verb)->sentence;
    if (is_whole) {
        add_quotation(work, run->tokens, QUOTATION_DIRECT, frame, QUOTE_RULE_AFTER);
        return true;
    }
    TokenRange content = {start, run->tokens.end};
    if (run->has_verb && !has_finite_verb(work, (TokenRange){start, run->tokens.first}))
        content.first = run->tokens.first;
    add_quotation(work, content,
                  content.first == run->tokens.first ? QUOTATION_DIRECT : QUOTATION_MIXED, frame,
                  QUOTE_RULE_AFTER);
    return true;
}

static QuotationKind kind_of_clause(const QuoteWork *work, TokenRange content)
{
    for (uint32_t t = content.first; t < content.end; t++)
        if (work->run_over[t] != NONE) return QUOTATION_MIXED;
    return QUOTATION_INDIRECT;
}

/* End of what is said when cues follow one another: "…, Xi said, according to Xinhua": the clause
 * on the left ends before the first group. */
static bool take_clause_before(QuoteWork *work, const QuoteFrame *frame, QuoteRule rule)
{
    TokenRange sentence = sentence_tokens(work, frame->verb);
    uint32_t first = content_start(work, sentence);
    uint32_t end = frame->group.first;
    if (end <= first || !quote_token_is(work, end - 1, STR(","))) return false;
    TokenRange content = {first, end - 1};
    if (content.end - content.first < FEWEST_CLAUSE_TOKENS || !has_finite_verb(work, content))
        return false;
    if (!is_held(work, frame)) return false; /* "History tells that …" */
    if (frame->use != CUE_ACCORDING && (quote_clause_is_adverbial(work, frame->verb, first) ||
                                        quote_clause_is_joined(work, frame->verb)))
        return false;
    add_quotation(work, content, kind_of_clause(work, content), frame, rule);
    return true;
}

/* ---- content on the right: X said … ---- */

/* The quoted run that the cue leads in: nothing but a comma, a colon or an addressee between. */
static uint32_t run_after(const QuoteWork *work, const QuoteFrame *frame)
{
    uint32_t end = sentence_tokens(work, frame->verb).end + 1; /* after a colon, the next one */
    bool has_break = false;
    for (uint32_t t = frame->group.end; t < end && t < work->doc->tokens.count; t++) {
        if (t > frame->group.end + WIDEST_LEAD_IN_TOKENS) return NONE;
        if (work->run_over[t] != NONE) {
            const QuotedRun *run = &work->runs.items[work->run_over[t]];
            bool is_near = t == frame->group.end || has_break;
            return run->tokens.first == t && run->has_verb && is_near && !run->is_used
                       ? work->run_over[t]
                       : NONE;
        }
        const Token *token = quote_token(work, t);
        has_break = str_equal(token->lower, STR(",")) || str_equal(token->lower, STR(":"));
        if (token->tag == TAG_VERB && token->xpos != XPOS_VBG && token->xpos != XPOS_VBN)
            return NONE;
        if (token->tag == TAG_SCONJ) return NONE;
    }
    return NONE;
}

/* Xi noted the two sides "always move forward": the marks begin within the clause. */
static bool take_run_with_subject(QuoteWork *work, const QuoteFrame *frame, TokenRange content)
{
    for (uint32_t t = content.first; t < content.end && t < content.first + WIDEST_SUBJECT_TOKENS;
         t++) {
        if (work->run_over[t] == NONE) {
            Tag tag = quote_token(work, t)->tag;
            if (tag == TAG_VERB || tag == TAG_AUX || tag == TAG_ADP) return false;
            continue;
        }
        const QuotedRun *run = &work->runs.items[work->run_over[t]];
        if (!run->has_verb || run->is_used || t == content.first || !is_held(work, frame))
            return false;
        add_quotation(work, (TokenRange){content.first, run->tokens.end}, QUOTATION_MIXED, frame,
                      QUOTE_RULE_CLAUSE);
        return true;
    }
    return false;
}

/* "X said, adding …": a participle behind the comma has words of its own. */
static bool opens_aside(const QuoteWork *work, uint32_t first)
{
    return first > 0 && first < work->doc->tokens.count &&
           quote_token_is(work, first - 1, STR(",")) && quote_token(work, first)->xpos == XPOS_VBG;
}

/* "noted the sides always look": a form that may be the infinitive's, with a subject. */
static bool has_bare_verb(const QuoteWork *work, uint32_t complement)
{
    return complement != NONE && quote_token(work, complement)->xpos == XPOS_VB &&
           tree_own_subject(&work->tree, complement) != NONE &&
           !tree_has_mark(&work->tree, complement, STR("to"));
}

/* "asked us to vote", "promised to pay what they owe" */
static bool is_infinitive(const QuoteWork *work, uint32_t complement)
{
    return tree_relation(&work->tree, complement) == REL_XCOMP &&
           tree_has_mark(&work->tree, complement, STR("to"));
}

/* "Ties, Kim said, are good": what stands before the verb set in is the beginning of the words. */
static void take_clause_beginning(QuoteWork *work, const QuoteFrame *frame)
{
    TokenRange content = {content_start(work, sentence_tokens(work, frame->verb)),
                          frame->group.first};
    while (content.end > content.first && quote_token_is(work, content.end - 1, STR(",")))
        content.end--;
    bool is_set_off = content.end < frame->group.first && content.end > content.first;
    if (!is_set_off) return;
    uint32_t first = work->doc->quotations.count - 1;
    Quotation second = work->doc->quotations.items[first];
    add_quotation(work, content, kind_of_clause(work, content), frame, QUOTE_RULE_CLAUSE_AFTER);
    work->doc->quotations.items[first] = work->doc->quotations.items[first + 1];
    second.continues = first;
    second.by.rule = work->data->rules[QUOTE_RULE_SPLIT].id;
    work->doc->quotations.items[first + 1] = second;
}

static bool take_clause_after(QuoteWork *work, const QuoteFrame *frame, const QuoteFrames *frames)
{
    TokenRange sentence = sentence_tokens(work, frame->verb);
    uint32_t complement = tree_complement(&work->tree, frame->verb);
    if (complement != NONE && complement < frame->verb) complement = NONE;
    bool is_inset = complement != NONE && tree_head(&work->tree, frame->verb) == complement;
    TokenRange content = quote_clause_bounds(work, frame, frames, is_inset);
    if (opens_aside(work, content.first)) return false;
    bool has_that = content.first > 0 && quote_token_is(work, content.first - 1, STR("that"));
    if (complement == NONE && !has_that) return take_run_with_subject(work, frame, content);
    if (complement != NONE) {
        TokenRange below = tree_range(&work->tree, complement);
        bool is_sensible = below.end > content.first + FEWEST_CLAUSE_TOKENS;
        if (is_sensible && below.end < content.end)
            content.end = quote_clause_include_runs(work, below.end, sentence.end);
    }
    if (content.end < content.first + FEWEST_CLAUSE_TOKENS) return false;
    while (content.end > content.first && quote_token_is(work, content.end - 1, STR(",")))
        content.end--;
    /* "vowed to go on" tells no words */
    if (is_infinitive(work, complement)) return false;
    if (!has_finite_verb(work, content) && !has_bare_verb(work, complement)) return false;
    if (!is_held(work, frame)) return false; /* "History tells that …" */
    add_quotation(work, content, kind_of_clause(work, content), frame, QUOTE_RULE_CLAUSE);
    if (is_inset) take_clause_beginning(work, frame);
    return true;
}

/* ---- frames ---- */

/* "…," X said, "…": the second run goes on from the first. */
static void take_split(QuoteWork *work, const QuoteFrame *frame)
{
    uint32_t run = run_after(work, frame);
    if (run == NONE) return;
    uint32_t before = work->doc->quotations.count - 1;
    Quotation *second = add_quotation(work, work->runs.items[run].tokens, QUOTATION_DIRECT, frame,
                                      QUOTE_RULE_SPLIT);
    second->continues = before;
}

static bool has_clause_after(const QuoteWork *work, const QuoteFrame *frame)
{
    uint32_t complement = tree_complement(&work->tree, frame->verb);
    return complement != NONE && complement > frame->verb;
}

/* "It sank." Kim said nobody knew: a sentence in marks that is over before the verb's begins. */
static bool is_ended(const QuoteWork *work, const QuoteFrame *frame, uint32_t run)
{
    uint32_t last = work->runs.items[run].tokens.end - 1;
    bool has_stop = quote_token_is(work, last, STR(".")) ||
                    (last > 0 && quote_token_is(work, last - 1, STR(".")));
    return has_stop && last < sentence_tokens(work, frame->verb).first;
}

/* A paragraph that begins with a quotation names its speaker next. */
static bool opens_paragraph_of(const QuoteWork *work, uint32_t verb, uint32_t run)
{
    const Sentence *sentences = work->doc->sentences.items;
    uint32_t first = work->runs.items[run].tokens.first;
    uint32_t sentence = quote_token(work, first)->sentence;
    bool is_first = sentence == 0 || sentences[sentence - 1].block != sentences[sentence].block;
    return is_first &&
           sentences[quote_token(work, verb)->sentence].block == sentences[sentence].block;
}

static void take_saying(QuoteWork *work, const QuoteFrame *frame, const QuoteFrames *frames)
{
    uint32_t left = run_before(work, frame), right = run_after(work, frame);
    if (left != NONE && is_ended(work, frame, left) &&
        (right != NONE || has_clause_after(work, frame))) {
        if (frame->use != CUE_CLAUSE && opens_paragraph_of(work, frame->verb, left))
            add_quotation(work, work->runs.items[left].tokens, QUOTATION_DIRECT, frame,
                          QUOTE_RULE_AFTER);
        left = NONE;
    }
    if (left != NONE && frame->use != CUE_CLAUSE && take_run_before(work, frame, left)) {
        take_split(work, frame);
        return;
    }
    if (right != NONE) {
        add_quotation(work, work->runs.items[right].tokens, QUOTATION_DIRECT, frame,
                      QUOTE_RULE_BEFORE);
        return;
    }
    if (frame->use == CUE_MARKS || take_clause_after(work, frame, frames)) return;
    if (frame->use == CUE_SAY) take_clause_before(work, frame, QUOTE_RULE_CLAUSE_AFTER);
}

/* "X was quoted as saying …": the words belong to the subject of the passive. */
static bool is_cited(const QuoteWork *work, const QuoteFrame *frame)
{
    return frame->use == CUE_QUOTED && quote_token(work, frame->verb)->tag == TAG_VERB &&
           tree_is_passive(&work->tree, frame->verb);
}

static void take_cited(QuoteWork *work, const QuoteFrame *frame)
{
    TokenRange sentence = sentence_tokens(work, frame->verb);
    for (uint32_t t = frame->cue.end; t < sentence.end && t < frame->cue.end + 6; t++) {
        if (!quote_token_is(work, t, STR("saying"))) continue;
        TokenRange content = {t + 1, sentence.end};
        while (content.first < content.end && quote_token_is(work, content.first, STR("that")))
            content.first++;
        while (content.end > content.first &&
               quote_token(work, content.end - 1)->kind == TOKEN_PUNCT)
            content.end--;
        if (content.end < content.first + FEWEST_CLAUSE_TOKENS) return;
        add_quotation(work, content, kind_of_clause(work, content), frame, QUOTE_RULE_CITED);
        return;
    }
}

/* "according to X" holds what no other cue of the sentence holds. */
static void take_according(QuoteWork *work, const QuoteFrame *frame)
{
    if (!is_held(work, frame)) return;
    uint32_t left = run_before(work, frame);
    if (left != NONE && take_run_before(work, frame, left)) {
        work->doc->quotations.items[work->doc->quotations.count - 1].by.rule =
            work->data->rules[QUOTE_RULE_ACCORDING].id;
        return;
    }
    if (take_clause_before(work, frame, QUOTE_RULE_ACCORDING)) return;
    TokenRange sentence = sentence_tokens(work, frame->verb);
    uint32_t comma = frame->group.end;
    while (comma < sentence.end && !quote_token_is(work, comma, STR(","))) comma++;
    TokenRange content = {comma + 1, sentence.end};
    if (frame->group.first > content_start(work, sentence)) { /* at the end, without a comma */
        content = (TokenRange){content_start(work, sentence), frame->group.first};
    }
    while (content.end > content.first && quote_token(work, content.end - 1)->kind == TOKEN_PUNCT)
        content.end--;
    if (content.end < content.first + FEWEST_CLAUSE_TOKENS || !has_finite_verb(work, content))
        return;
    add_quotation(work, content, kind_of_clause(work, content), frame, QUOTE_RULE_ACCORDING);
}

/* ---- quoted runs that no cue took ---- */

/* The nearest cue verb above the run whose subject can speak. */
static const QuoteFrame *frame_of_fragment(const QuoteFrames *frames, const QuotedRun *run)
{
    const QuoteFrame *nearest = NULL;
    for (uint32_t i = 0; i < frames->count; i++) {
        const QuoteFrame *frame = &frames->items[i];
        bool can_hold = frame->speaker != NONE && frame->use != CUE_ACCORDING &&
                        frame->use != CUE_QUOTED && frame->verb < run->tokens.first;
        if (can_hold) nearest = frame;
    }
    return nearest;
}

/* Without a cue above it: "according to X" in the same sentence has the words. */
static const QuoteFrame *frame_according(const QuoteFrames *frames)
{
    for (uint32_t i = 0; i < frames->count; i++)
        if (frames->items[i].use == CUE_ACCORDING && frames->items[i].speaker != NONE)
            return &frames->items[i];
    return NULL;
}

static void take_fragments(QuoteWork *work, uint32_t sentence, const QuoteFrames *frames)
{
    TokenRange tokens = work->doc->sentences.items[sentence].tokens;
    for (uint32_t t = tokens.first; t < tokens.end; t++) {
        if (work->run_over[t] == NONE) continue;
        QuotedRun *run = &work->runs.items[work->run_over[t]];
        if (run->tokens.first != t) continue;
        if (run->is_used || run->tokens.end > tokens.end) continue;
        if (run->tokens.first <= content_start(work, tokens) && run->tokens.end + 1 >= tokens.end)
            continue; /* a whole sentence in marks: it goes on, or stands alone */
        const QuoteFrame *frame = frame_of_fragment(frames, run);
        if (frame == NULL) frame = frame_according(frames);
        if (frame != NULL)
            add_quotation(work, run->tokens, QUOTATION_MIXED, frame, QUOTE_RULE_FRAGMENT);
    }
}

/* [sentences] the last quotation with a cue that begins there and is no mere clause; NONE. */
static uint32_t *last_quotations(const QuoteWork *work)
{
    const Document *doc = work->doc;
    uint32_t *last = arena_new_items(work->scratch, uint32_t, doc->sentences.count);
    for (uint32_t s = 0; s < doc->sentences.count; s++) last[s] = NONE;
    for (uint32_t i = 0; i < doc->quotations.count; i++) {
        const Quotation *quotation = &doc->quotations.items[i];
        if (quotation->kind == QUOTATION_INDIRECT || span_is_empty(quotation->cue)) continue;
        uint32_t *slot = &last[quotation->sentence];
        if (*slot == NONE || doc->quotations.items[*slot].span.start < quotation->span.start)
            *slot = i;
    }
    return last;
}

/* The latest of them before a run, in its sentence or the two before. */
static uint32_t quotation_to_go_on_from(const QuoteWork *work, const uint32_t *last,
                                        const QuotedRun *run)
{
    uint32_t start = quote_token(work, run->tokens.first)->span.start;
    uint32_t sentence = quote_token(work, run->tokens.first)->sentence;
    for (uint32_t back = 0; back <= 2 && back <= sentence; back++) {
        uint32_t found = last[sentence - back];
        if (found != NONE && work->doc->quotations.items[found].span.end <= start) return found;
    }
    return NONE;
}

static void take_free_runs(QuoteWork *work)
{
    const uint32_t *openers = last_quotations(work);
    for (uint32_t r = 0; r < work->runs.count; r++) {
        QuotedRun *run = &work->runs.items[r];
        if (run->is_used || !run->has_verb || run->words < FEWEST_FREE_WORDS) continue;
        TokenRange sentence = sentence_tokens(work, run->tokens.first);
        bool begins = run->tokens.first <= content_start(work, sentence);
        TokenRange last = sentence_tokens(work, run->tokens.end - 1);
        bool ends = run->tokens.end + 1 >= last.end;
        if (!begins || !ends) continue;
        uint32_t before = quotation_to_go_on_from(work, openers, run);
        if (before == NONE) {
            if (run->words >= FEWEST_LONE_WORDS)
                add_quotation(work, run->tokens, QUOTATION_DIRECT, NULL, QUOTE_RULE_ALONE);
            continue;
        }
        Quotation *quotation =
            add_quotation(work, run->tokens, QUOTATION_DIRECT, NULL, QUOTE_RULE_CONTINUES);
        quotation->continues = before;
        quotation->speaker = work->doc->quotations.items[before].speaker;
        quotation->speaker_actor = work->doc->quotations.items[before].speaker_actor;
    }
}

/* ---- the sentence ---- */

/* A medium's cue around somebody's own words is a channel, not a speaker. */
static bool is_only_channel(const QuoteWork *work, const QuoteFrame *frame,
                            const QuoteFrames *frames)
{
    uint32_t mention = quote_mention_of(work, frame->speaker);
    if (!is_media(work, mention)) return false;
    for (uint32_t i = 0; i < frames->count; i++) {
        const QuoteFrame *other = &frames->items[i];
        uint32_t speaker = quote_mention_of(work, other->speaker);
        bool describes = other->use == CUE_DESCRIBE && /* "was sent by Kim": told by the medium */
                         tree_child(&work->tree, other->verb, REL_AUX_PASS) == NONE;
        bool is_other = speaker != NONE && speaker != mention && !is_media(work, speaker) &&
                        (other->use == CUE_SAY || other->use == CUE_CLAUSE || describes);
        if (is_other) return true;
    }
    return false;
}

/* A cue inside words that are recorded already belongs to them ("said he was ready and hoped …"),
 * and so does the one of "was quoted as saying". */
static bool stands_in_words(const QuoteWork *work, uint32_t first_quotation,
                            const QuoteFrame *frame)
{
    if (frame->verb > 0 && quote_token_is(work, frame->verb, STR("saying")) &&
        quote_token_is(work, frame->verb - 1, STR("as")))
        return true;
    Span cue = document_tokens_span(work->doc, frame->cue);
    for (uint32_t q = first_quotation; q < work->doc->quotations.count; q++)
        if (span_contains(work->doc->quotations.items[q].span, cue)) return true;
    return false;
}

static void run_sentence(QuoteWork *work, uint32_t sentence)
{
    QuoteFrames frames = {0};
    quote_frames_find(work, sentence, &frames);
    uint32_t before = work->doc->quotations.count;
    for (uint32_t i = 0; i < frames.count; i++) {
        const QuoteFrame *frame = &frames.items[i];
        if (is_only_channel(work, frame, &frames)) continue;
        if (stands_in_words(work, before, frame)) continue;
        if (is_cited(work, frame))
            take_cited(work, frame);
        else if (frame->use == CUE_SAY || frame->use == CUE_CLAUSE || frame->use == CUE_MARKS)
            take_saying(work, frame, &frames);
    }
    bool has_words = work->doc->quotations.count > before;
    for (uint32_t i = 0; i < frames.count && !has_words; i++)
        if (frames.items[i].use == CUE_ACCORDING &&
            !is_only_channel(work, &frames.items[i], &frames))
            take_according(work, &frames.items[i]);
    take_fragments(work, sentence, &frames);
}

typedef struct PlacedQuotation {
    Quotation quotation;
    uint32_t place; /* before sorting */
} PlacedQuotation;

static int by_start(const void *left, const void *right)
{
    const PlacedQuotation *a = left, *b = right;
    Span x = a->quotation.span, y = b->quotation.span;
    if (x.start != y.start) return x.start < y.start ? -1 : 1;
    if (x.end != y.end) return x.end < y.end ? -1 : 1;
    return (a->place > b->place) - (a->place < b->place);
}

/* Sorting moves the quotations that others go on from. */
static void sort_quotations(QuoteWork *work)
{
    Document *doc = work->doc;
    uint32_t count = doc->quotations.count;
    PlacedQuotation *sorted = arena_new_items(work->scratch, PlacedQuotation, count);
    uint32_t *new_place = arena_new_items(work->scratch, uint32_t, count);
    for (uint32_t i = 0; i < count; i++)
        sorted[i] = (PlacedQuotation){.quotation = doc->quotations.items[i], .place = i};
    qsort(sorted, count, sizeof *sorted, by_start);
    for (uint32_t i = 0; i < count; i++) new_place[sorted[i].place] = i;
    for (uint32_t i = 0; i < count; i++) {
        Quotation *quotation = &doc->quotations.items[i];
        *quotation = sorted[i].quotation;
        if (quotation->continues != NONE) quotation->continues = new_place[quotation->continues];
    }
}

/* Whether a verb brings in other words of the same sentence and not these: "Seoul said A, while
 * Tokyo said B" passes nothing on. */
static bool is_cue_of_other(const Document *doc, uint32_t index, uint32_t verb)
{
    const Quotation *quotation = &doc->quotations.items[index];
    if (verb == NONE) return false;
    Span cue = document_token(doc, verb)->span;
    uint32_t first = index;
    while (first > 0 && doc->quotations.items[first - 1].sentence == quotation->sentence) first--;
    for (uint32_t q = first; q < doc->quotations.count; q++) {
        const Quotation *other = &doc->quotations.items[q];
        if (other->sentence != quotation->sentence) break;
        if (q != index && span_contains(other->cue, cue) && !span_is_empty(other->cue) &&
            !span_contains(other->span, quotation->span))
            return true;
    }
    return false;
}

static void drop_other_speakers(const Document *doc, uint32_t index, CarrierList *carriers)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < carriers->count; i++)
        if (!is_cue_of_other(doc, index, carriers->items[i].verb))
            carriers->items[kept++] = carriers->items[i];
    carriers->count = kept;
}

/* Said by the speaker, passed on by whom the sentence names, printed by the outlet. */
static void build_chains(const QuoteWork *work, const MessageData *messages)
{
    Document *doc = work->doc;
    Staging staging;
    staging_init(&staging, messages, doc, work->scratch);
    for (uint32_t q = 0; q < doc->quotations.count; q++) {
        Quotation *quotation = &doc->quotations.items[q];
        Scene scene;
        CarrierList carriers = {0};
        scene_init(&scene, &staging, quotation->sentence);
        carriers_find(&scene, quotation->speaker_actor, &carriers);
        drop_other_speakers(doc, q, &carriers);
        Span evidence = quotation->speaker == NONE ? (Span){0, 0}
                                                   : doc->mentions.items[quotation->speaker].span;
        chain_build(doc, quotation->speaker_actor, evidence, &carriers, &quotation->chain);
    }
}

void quotations_run(const QuoteData *data, const MessageData *messages, Document *doc,
                    Arena *scratch)
{
    QuoteWork work;
    quote_work_init(&work, data, doc, scratch);
    for (uint32_t s = 0; s < doc->sentences.count; s++) run_sentence(&work, s);
    take_free_runs(&work);
    sort_quotations(&work);
    build_chains(&work, messages);
}

static uint32_t message_in_sentence(const Document *doc, uint32_t sentence)
{
    for (uint32_t m = 0; m < doc->messages.count; m++)
        if (doc->messages.items[m].sentence == sentence) return m;
    return NONE;
}

static bool sends(const Message *message, uint32_t actor)
{
    for (uint32_t i = 0; i < message->senders.count; i++)
        if (message->senders.items[i].actor == actor) return true;
    return false;
}

/* The message that these words stand in: told in the same sentence or before, by the same speaker.
 */
static uint32_t message_of(const Document *doc, const Quotation *quotation)
{
    uint32_t same = message_in_sentence(doc, quotation->sentence);
    if (same != NONE && sends(&doc->messages.items[same], quotation->speaker_actor)) return same;
    uint32_t best = NONE;
    for (uint32_t m = 0; m < doc->messages.count; m++) {
        const Message *message = &doc->messages.items[m];
        if (message->sentence > quotation->sentence) continue;
        if (sends(message, quotation->speaker_actor)) best = m;
    }
    return best;
}

void quotations_link_messages(Document *doc)
{
    for (uint32_t q = 0; q < doc->quotations.count; q++) {
        Quotation *quotation = &doc->quotations.items[q];
        if (quotation->speaker_actor != NONE) quotation->message = message_of(doc, quotation);
    }
}
