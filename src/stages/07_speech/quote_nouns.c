/*
 * Attributions without a verb of saying.
 *
 *     Trump's [claim] that Mexico was sending "rapists" angered many.
 *     speaker  cue         content
 *
 * The clause belongs to whoever has made the claim, not to the subject of the clause or of the
 * sentence: the possessor, who stands behind "by" or "of", or the subject of "made the claim".
 * Where nobody is told, the words in marks are nobody's.
 */
#include "quote_nouns.h"

#include "quote_clause.h"
#include "quote_content.h"
#include "quote_speakers.h"

#define FEWEST_CLAUSE_TOKENS 3

static uint32_t holder_of(const QuoteWork *work, uint32_t noun)
{
    uint32_t holder = tree_possessor(&work->tree, noun);
    if (holder == NONE) holder = tree_oblique(&work->tree, noun, STR("by"));
    if (holder == NONE) holder = tree_oblique(&work->tree, noun, STR("from"));
    if (holder == NONE) holder = tree_oblique(&work->tree, noun, STR("of"));
    if (holder != NONE && quote_token(work, holder)->sentence == quote_token(work, noun)->sentence)
        return holder;
    uint32_t verb = tree_head(&work->tree, noun);
    /* "made the claim", "expressed the view": who does it holds it */
    bool is_light = verb != NONE && quote_word_is(work, work->lemmas[verb], WORD_LIGHT);
    return is_light && tree_relation(&work->tree, noun) == REL_OBJ ? tree_subject(&work->tree, verb)
                                                                   : NONE;
}

/* The clause that the noun is of: "claim that …"; its verb. */
static uint32_t clause_of(const QuoteWork *work, uint32_t noun)
{
    for (uint32_t c = tree_first_child(&work->tree, noun); c != NONE;
         c = tree_next_child(&work->tree, c)) {
        Relation relation = tree_relation(&work->tree, c);
        bool is_clause = relation == REL_ACL || relation == REL_CCOMP || relation == REL_ACL_RELCL;
        if (is_clause && c > noun && tree_has_mark(&work->tree, c, STR("that"))) return c;
    }
    return NONE;
}

bool quote_noun_frame(const QuoteWork *work, uint32_t token, QuoteFrame *out)
{
    Tag tag = quote_token(work, token)->tag;
    if (tag != TAG_NOUN && tag != TAG_ADV) return false;
    uint32_t use = map_find(&work->data->nouns, work->lemmas[token]);
    bool is_noun = use == CUE_NOUN && tag == TAG_NOUN && clause_of(work, token) != NONE;
    bool is_adverb = use == CUE_ADVERB && tag == TAG_ADV;
    if (!is_noun && !is_adverb) return false;
    *out = (QuoteFrame){.use = (CueUse)use,
                        .cue = {token, token + 1},
                        .verb = token,
                        .speaker = NONE,
                        .voice = NONE,
                        .hearer = NONE,
                        .addressee = NONE};
    if (is_adverb) return true;
    out->speaker = holder_of(work, token);
    out->voice = quote_speaker_mention(work, out->speaker);
    out->source = quote_source_range(work, out->speaker, out->cue);
    return true;
}

static QuotationKind kind_of(const QuoteWork *work, TokenRange content)
{
    for (uint32_t t = content.first; t < content.end; t++)
        if (work->run_over[t] != NONE) return QUOTATION_MIXED;
    return QUOTATION_INDIRECT;
}

static TokenRange trimmed(const QuoteWork *work, TokenRange content)
{
    TokenRange sentence = quote_sentence_tokens(work, content.first);
    if (content.end > sentence.end) content.end = sentence.end;
    content.end = quote_clause_include_runs(work, content.end, sentence.end);
    while (content.end > content.first && quote_token(work, content.end - 1)->kind == TOKEN_PUNCT)
        content.end--;
    return content;
}

void quote_take_noun(QuoteWork *work, const QuoteFrame *frame)
{
    if (!quote_can_speak(work, frame->speaker)) return;
    uint32_t clause = clause_of(work, frame->verb);
    TokenRange content = tree_range(&work->tree, clause);
    if (content.first <= frame->verb) content.first = frame->verb + 1;
    while (content.first < clause && !quote_token_is(work, content.first, STR("that")))
        content.first++;
    content.first++;
    if (content.end < content.first + FEWEST_CLAUSE_TOKENS) return;
    content = trimmed(work, content);
    if (content.end < content.first + FEWEST_CLAUSE_TOKENS) return;
    quote_add(work, content, kind_of(work, content), frame, QUOTE_RULE_NOUN);
}

void quote_take_hedged(QuoteWork *work, const QuoteFrame *frame)
{
    uint32_t verb = tree_head(&work->tree, frame->verb);
    if (verb == NONE || tree_own_subject(&work->tree, verb) == NONE) return;
    TokenRange content = trimmed(work, tree_range(&work->tree, verb));
    bool is_whole = content.first <= frame->verb && frame->verb < content.end;
    if (!is_whole || content.end < content.first + FEWEST_CLAUSE_TOKENS) return;
    quote_add(work, content, kind_of(work, content), frame, QUOTE_RULE_ADVERB);
}
