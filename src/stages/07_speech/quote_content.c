/*
 * What a cue brings in: the words in marks beside it, or a clause on its left or right.
 *
 *     "We agree," Kim said.           the run before the cue
 *     Kim said the ties "have grown"  the clause after it, with marks in it
 */
#include "quote_content.h"

#include "quote_clause.h"
#include "quote_media.h"
#include "quote_speakers.h"

#define FEWEST_CLAUSE_TOKENS 3
#define WIDEST_SUBJECT_TOKENS 6 /* of a clause whose verb is in marks */

uint32_t quote_actor_of(const QuoteWork *work, uint32_t mention)
{
    return mention == NONE ? NONE : work->doc->mentions.items[mention].actor;
}

bool quote_is_media(const QuoteWork *work, uint32_t mention)
{
    uint32_t actor = quote_actor_of(work, mention);
    return actor != NONE && work->doc->actors.items[actor].kind == ACTOR_MEDIA;
}

/* ---- records ---- */

/* A clause that nobody holds is no quotation; words in marks are one all the same. */
static bool is_held(const QuoteWork *work, const QuoteFrame *frame)
{
    return quote_can_speak(work, frame->speaker);
}

Quotation *quote_add(QuoteWork *work, TokenRange content, QuotationKind kind,
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
        if (frame->source.end > frame->source.first)
            quotation->source = document_tokens_span(doc, frame->source);
        quotation->speaker = frame->voice;
        quotation->speaker_actor = quote_actor_of(work, quotation->speaker);
        quotation->addressee = frame->addressee;
        quotation->addressee_actor = quote_actor_of(work, frame->addressee);
        if (frame->heard.end > frame->heard.first)
            quotation->hearer = document_tokens_span(doc, frame->heard);
        quote_media_tell(work, frame, quotation);
    }
    for (uint32_t t = content.first; t < content.end; t++)
        if (work->run_over[t] != NONE) work->runs.items[work->run_over[t]].is_used = true;
    return quotation;
}

/* ---- content on the left: "…," X said ---- */

/* First token of a sentence after its dateline and a leading conjunction. */
uint32_t quote_content_start(const QuoteWork *work, TokenRange sentence)
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
            bool is_near = run->tokens.end == t + 1 && !run->is_used &&
                           quote_block_of(work, t) == quote_block_of(work, frame->verb);
            return is_near ? work->run_over[t] : NONE;
        }
        if (!quote_token_is(work, t, STR(","))) return NONE;
    }
    return NONE;
}

/* 'Mrs Lee | "hates to see" it': the noun before the marks is the subject of the verb within. */
static bool leads_into(const QuoteWork *work, uint32_t run_first)
{
    Tag tag = quote_token(work, run_first - 1)->tag;
    return tag == TAG_NOUN || tag == TAG_PROPN || tag == TAG_PRON;
}

/* A run that begins its sentence, or began in an earlier one, is the whole of what was said; else
 * what stands before it in the sentence belongs to it: ("the past year "was special," X said"). */
static bool take_run_before(QuoteWork *work, const QuoteFrame *frame, uint32_t run_index)
{
    const QuotedRun *run = &work->runs.items[run_index];
    TokenRange sentence = quote_sentence_tokens(work, frame->verb);
    uint32_t start = quote_content_start(work, sentence);
    /* "Expressing his wish to "go on," Kim vowed": a fragment of the expressing. */
    if (run->tokens.first > start && quote_token(work, start)->xpos == XPOS_VBG) return false;
    bool is_whole = run->tokens.first <= start || quote_token(work, run->tokens.first)->sentence !=
                                                      quote_token(work, frame->verb)->sentence;
    if (is_whole) {
        quote_add(work, run->tokens, QUOTATION_DIRECT, frame, QUOTE_RULE_AFTER);
        return true;
    }
    TokenRange content = {start, run->tokens.end};
    if (run->has_verb && !has_finite_verb(work, (TokenRange){start, run->tokens.first}) &&
        !leads_into(work, run->tokens.first))
        content.first = run->tokens.first;
    quote_add(work, content,
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

/* "The port was, in the words of the mayor, …": the rest stands behind. */
static bool is_cut_short(const QuoteWork *work, uint32_t last)
{
    Tag tag = quote_token(work, last)->tag;
    return tag == TAG_AUX || tag == TAG_DET || tag == TAG_CCONJ;
}

/* End of what is said when cues follow one another: "…, Xi said, according to Xinhua": the clause
 * on the left ends before the first group. */
static bool take_clause_before(QuoteWork *work, const QuoteFrame *frame, QuoteRule rule)
{
    TokenRange sentence = quote_sentence_tokens(work, frame->verb);
    uint32_t first = quote_content_start(work, sentence);
    uint32_t end = frame->group.first;
    if (end <= first || !quote_token_is(work, end - 1, STR(","))) return false;
    TokenRange content = {first, end - 1};
    if (content.end - content.first < FEWEST_CLAUSE_TOKENS || !has_finite_verb(work, content))
        return false;
    if (!is_held(work, frame)) return false; /* "History tells that …" */
    if (is_cut_short(work, content.end - 1)) return false;
    if (frame->use != CUE_ACCORDING && (quote_clause_is_adverbial(work, frame->verb, first) ||
                                        quote_clause_is_joined(work, frame->verb)))
        return false;
    quote_add(work, content, kind_of_clause(work, content), frame, rule);
    return true;
}

/* ---- content on the right: X said … ---- */

/* The quoted run that the cue leads in: nothing but a comma, a colon or an addressee between. */
static uint32_t run_after(const QuoteWork *work, const QuoteFrame *frame)
{
    uint32_t end =
        quote_sentence_tokens(work, frame->verb).end + 1; /* after a colon, the next one */
    bool has_break = false;
    for (uint32_t t = frame->group.end; t < end && t < work->doc->tokens.count; t++) {
        if (t > frame->group.end + WIDEST_LEAD_IN_TOKENS) return NONE;
        if (work->run_over[t] != NONE) {
            const QuotedRun *run = &work->runs.items[work->run_over[t]];
            bool is_near = t == frame->group.end || has_break;
            /* 'wrote: "Harbours at their best!"' needs no verb */
            bool is_said = run->has_verb || quote_token_is(work, t - 1, STR(":"));
            return run->tokens.first == t && is_said && is_near && !run->is_used ? work->run_over[t]
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
        quote_add(work, (TokenRange){content.first, run->tokens.end}, QUOTATION_MIXED, frame,
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

/* "recalled leaving the port" tells no words. */
static bool is_gerund(const QuoteWork *work, uint32_t complement)
{
    return complement != NONE && quote_token(work, complement)->xpos == XPOS_VBG &&
           tree_child(&work->tree, complement, REL_AUX) == NONE &&
           tree_own_subject(&work->tree, complement) == NONE;
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
    TokenRange content = {quote_content_start(work, quote_sentence_tokens(work, frame->verb)),
                          frame->group.first};
    while (content.end > content.first && quote_token_is(work, content.end - 1, STR(",")))
        content.end--;
    bool is_set_off = content.end < frame->group.first && content.end > content.first;
    if (!is_set_off) return;
    uint32_t first = work->doc->quotations.count - 1;
    Quotation second = work->doc->quotations.items[first];
    quote_add(work, content, kind_of_clause(work, content), frame, QUOTE_RULE_CLAUSE_AFTER);
    work->doc->quotations.items[first] = work->doc->quotations.items[first + 1];
    second.continues = first;
    second.by.rule = work->data->rules[QUOTE_RULE_SPLIT].id;
    work->doc->quotations.items[first + 1] = second;
}

/* "declined to say who would come" */
static bool is_withheld(const QuoteWork *work, uint32_t verb)
{
    uint32_t above = tree_head(&work->tree, verb);
    return tree_relation(&work->tree, verb) == REL_XCOMP && above != NONE &&
           quote_word_is(work, work->lemmas[above], WORD_WITHHOLD);
}

static bool take_clause_after(QuoteWork *work, const QuoteFrame *frame, const QuoteFrames *frames)
{
    TokenRange sentence = quote_sentence_tokens(work, frame->verb);
    uint32_t complement = tree_complement(&work->tree, frame->verb);
    if (complement != NONE && complement < frame->verb) complement = NONE;
    bool is_inset = complement != NONE && tree_head(&work->tree, frame->verb) == complement;
    TokenRange content = quote_clause_bounds(work, frame, frames, is_inset);
    while (content.first < content.end && quote_token_is(work, content.first, STR(",")))
        content.first++;
    if (opens_aside(work, content.first) || is_withheld(work, frame->verb)) return false;
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
    if (is_infinitive(work, complement) || is_gerund(work, complement)) return false;
    if (!has_finite_verb(work, content) && !has_bare_verb(work, complement)) return false;
    if (!is_held(work, frame)) return false; /* "History tells that …" */
    quote_add(work, content, kind_of_clause(work, content), frame, QUOTE_RULE_CLAUSE);
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
    Quotation *second =
        quote_add(work, work->runs.items[run].tokens, QUOTATION_DIRECT, frame, QUOTE_RULE_SPLIT);
    second->continues = before;
}

static bool has_clause_after(const QuoteWork *work, const QuoteFrame *frame)
{
    uint32_t complement = tree_complement(&work->tree, frame->verb);
    return complement != NONE && complement > frame->verb;
}

/* "…, Kim said": a verb that carries tense and has nothing of its own behind it but a hearer. */
static bool can_follow(const QuoteWork *work, const QuoteFrame *frame)
{
    Xpos xpos = quote_token(work, frame->verb)->xpos;
    bool has_auxiliary = tree_child(&work->tree, frame->verb, REL_AUX) != NONE;
    bool is_finite = xpos == XPOS_VBD || xpos == XPOS_VBZ || xpos == XPOS_VBP ||
                     (has_auxiliary && !tree_has_mark(&work->tree, frame->verb, STR("to")));
    bool is_passive = tree_child(&work->tree, frame->verb, REL_AUX_PASS) != NONE;
    uint32_t object = tree_object(&work->tree, frame->verb);
    bool has_object =
        object != NONE && object > frame->verb && object != frame->speaker && frame->hearer == NONE;
    return is_finite && !is_passive && !has_object &&
           !quote_token_is(work, frame->cue.end, STR("for"));
}

static bool ends_sentence(const QuoteWork *work, const QuoteFrame *frame)
{
    return frame->group.end + 1 >= quote_sentence_tokens(work, frame->verb).end;
}

/* "It sank." Kim said nobody knew: a sentence in marks that is over before the verb's begins. */
static bool is_ended(const QuoteWork *work, const QuoteFrame *frame, uint32_t run)
{
    uint32_t last = work->runs.items[run].tokens.end - 1;
    bool has_stop = quote_token_is(work, last, STR(".")) ||
                    (last > 0 && quote_token_is(work, last - 1, STR(".")));
    return has_stop && last < quote_sentence_tokens(work, frame->verb).first;
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

void quote_take_saying(QuoteWork *work, const QuoteFrame *frame, const QuoteFrames *frames)
{
    uint32_t left = run_before(work, frame), right = run_after(work, frame);
    if (left != NONE && is_ended(work, frame, left) &&
        (right != NONE || has_clause_after(work, frame))) {
        if (frame->use != CUE_CLAUSE && opens_paragraph_of(work, frame->verb, left))
            quote_add(work, work->runs.items[left].tokens, QUOTATION_DIRECT, frame,
                      QUOTE_RULE_AFTER);
        left = NONE;
    }
    if (left != NONE && frame->use != CUE_CLAUSE && take_run_before(work, frame, left)) {
        take_split(work, frame);
        return;
    }
    if (right != NONE) {
        quote_add(work, work->runs.items[right].tokens, QUOTATION_DIRECT, frame, QUOTE_RULE_BEFORE);
        return;
    }
    if (frame->use == CUE_MARKS || take_clause_after(work, frame, frames)) return;
    bool is_last = frame->use == CUE_CLAUSE && ends_sentence(work, frame); /* "…, he thinks." */
    if ((frame->use == CUE_SAY || is_last) && can_follow(work, frame))
        take_clause_before(work, frame, QUOTE_RULE_CLAUSE_AFTER);
}

/* "X was quoted as saying …": the words belong to the subject of the passive. */
bool quote_is_cited(const QuoteWork *work, const QuoteFrame *frame)
{
    return frame->use == CUE_QUOTED && quote_token(work, frame->verb)->tag == TAG_VERB &&
           tree_is_passive(&work->tree, frame->verb);
}

void quote_take_cited(QuoteWork *work, const QuoteFrame *frame)
{
    TokenRange sentence = quote_sentence_tokens(work, frame->verb);
    for (uint32_t t = frame->cue.end; t < sentence.end && t < frame->cue.end + 6; t++) {
        if (!quote_token_is(work, t, STR("saying"))) continue;
        TokenRange content = {t + 1, sentence.end};
        while (content.first < content.end && quote_token_is(work, content.first, STR("that")))
            content.first++;
        while (content.end > content.first &&
               quote_token(work, content.end - 1)->kind == TOKEN_PUNCT)
            content.end--;
        if (content.end < content.first + FEWEST_CLAUSE_TOKENS) return;
        quote_add(work, content, kind_of_clause(work, content), frame, QUOTE_RULE_CITED);
        return;
    }
}

/* "according to X" holds what no other cue of the sentence holds. */
void quote_take_according(QuoteWork *work, const QuoteFrame *frame)
{
    if (!is_held(work, frame)) return;
    uint32_t left = run_before(work, frame);
    if (left != NONE && take_run_before(work, frame, left)) {
        work->doc->quotations.items[work->doc->quotations.count - 1].by.rule =
            work->data->rules[QUOTE_RULE_ACCORDING].id;
        return;
    }
    if (take_clause_before(work, frame, QUOTE_RULE_ACCORDING)) return;
    TokenRange sentence = quote_sentence_tokens(work, frame->verb);
    uint32_t comma = frame->group.end;
    while (comma < sentence.end && !quote_token_is(work, comma, STR(","))) comma++;
    TokenRange content = {comma + 1, sentence.end};
    if (frame->group.first >
        quote_content_start(work, sentence)) { /* at the end, without a comma */
        content = (TokenRange){quote_content_start(work, sentence), frame->group.first};
    }
    while (content.end > content.first && quote_token(work, content.end - 1)->kind == TOKEN_PUNCT)
        content.end--;
    if (content.end < content.first + FEWEST_CLAUSE_TOKENS || !has_finite_verb(work, content))
        return;
    quote_add(work, content, kind_of_clause(work, content), frame, QUOTE_RULE_ACCORDING);
}
