/*
 * What a message says.
 *
 *     In a letter to Putin, Kim [promised] "full support", [wishing] him good health.
 *
 *     promise   "full support"   a quotation of the message, of the kind of its cue
 *     wish      good health      what a verb with the sender as its subject governs
 *
 * Looked at are the quotations that stand in the message, the sentence that tells of it and those
 * of its quotations; of the next two sentences, only what the sender says to the recipient.
 */
#include "message_contents.h"

#include "record/tree.h"

#define MOST_CONTENTS 64     /* of one message */
#define SENTENCES_BEHIND 2   /* a message is gone on with */
#define LONGEST_SENTENCE 400 /* tokens looked at */

/* ---- Contents of one message ------------------------------------------------------------------
 */

typedef List(uint32_t) IndexList;

typedef struct ContentWork {
    const ContentCues *cues;
    const MessageData *data;
    Document *doc;
    Tree tree;
    const uint32_t *mention_over; /* [tokens + 1] */
    IndexList *quotations;        /* [messages] that stand in each */
    Message *message;
    uint32_t quotation; /* whose words are looked at; NONE */
    bool is_behind;     /* a sentence that only goes on with the message */
} ContentWork;

static const ContentRow *row_of(const ContentWork *work, uint32_t token, ContentFrame frame)
{
    uint32_t index = map_find(&work->cues->lemmas, tree_lemma(&work->tree, token));
    if (index == MAP_NONE) return NULL;
    uint32_t row = work->cues->entries.items[index].rows[frame];
    return row == 0 ? NULL : &work->cues->rows.items[row - 1];
}

static bool is_party(const ContentWork *work, uint32_t token, const PartyList *parties)
{
    if (token == NONE) return false;
    uint32_t mention = work->mention_over[token];
    uint32_t actor = mention == NONE ? NONE : work->doc->mentions.items[mention].actor;
    for (uint32_t i = 0; i < parties->count && actor != NONE; i++)
        if (parties->items[i].actor == actor) return true;
    return false;
}

/* The sender, in quoted words "I" and "we", or the message itself: "the letter promised". */
static bool is_sender(const ContentWork *work, uint32_t token)
{
    if (token == NONE) return false;
    Str word = document_token(work->doc, token)->lower;
    uint32_t used;
    if (is_party(work, token, &work->message->senders)) return true;
    if (work->quotation != NONE && (str_equal(word, STR("i")) || str_equal(word, STR("we"))))
        return true;
    return !work->is_behind && work->mention_over[token] == NONE &&
           phrases_match(&work->data->noun_words, &word, 1, &used) != MAP_NONE;
}

/* An argument that is whoever is spoken to, not what is said: "wished him", "thanked Putin". */
static bool is_hearer(const ContentWork *work, uint32_t token)
{
    return document_token(work->doc, token)->tag == TAG_PRON ||
           document_token(work->doc, token)->tag == TAG_PROPN ||
           is_party(work, token, &work->message->recipients);
}

static bool has_hearer(const ContentWork *work, uint32_t verb)
{
    for (uint32_t c = tree_first_child(&work->tree, verb); c != NONE;
         c = tree_next_child(&work->tree, c))
        if (c > verb && is_party(work, c, &work->message->recipients)) return true;
    return false;
}

/* promised "full support": quoted, and told by a cue that the quotation does not have. */
static bool is_told_of_quotation(ContentList *contents, const MessageContent *content)
{
    for (uint32_t i = 0; i < contents->count; i++) {
        MessageContent *other = &contents->items[i];
        if (!span_overlaps(content->span, other->span) || other->quotation == NONE ||
            span_contains(other->span, content->cue))
            continue;
        if (other->kind != CONTENT_STATEMENT) return true;
        other->kind = content->kind;
        other->cue = content->cue;
        other->rule = content->rule;
        return true;
    }
    return false;
}

static void add_content(ContentWork *work, MessageContent content)
{
    ContentList *contents = &work->message->contents;
    if (contents->count >= MOST_CONTENTS || span_is_empty(content.span)) return;
    if (content.quotation == NONE && is_told_of_quotation(contents, &content)) return;
    for (uint32_t i = 0; i < contents->count && !span_is_empty(content.cue); i++)
        if (contents->items[i].cue.start == content.cue.start &&
            (content.quotation == NONE || contents->items[i].span.start == content.span.start))
            return;
    *list_add(work->doc->arena, contents) = content;
    for (uint32_t i = contents->count - 1; i > 0; i--) {
        if (contents->items[i - 1].span.start <= contents->items[i].span.start) break;
        contents->items[i] = contents->items[i - 1];
        contents->items[i - 1] = content;
    }
}

/* The words below a token, without the "that" or preposition they begin with. */
static void take_words(ContentWork *work, const ContentRow *row, uint32_t cue, uint32_t words)
{
    TokenRange range = tree_range(&work->tree, words);
    Str first = document_token(work->doc, range.first)->lower;
    bool is_lead = str_equal(first, STR("that")) ||
                   (range.first == tree_case(&work->tree, words) && range.first != words);
    if (is_lead) range.first++;
    if (range.first <= cue || range.first >= range.end) return;
    MessageContent content = {.kind = row->kind,
                              .span = document_tokens_span(work->doc, range),
                              .cue = document_token(work->doc, cue)->span,
                              .quotation = work->quotation,
                              .rule = row->rule};
    add_content(work, content);
}

/* What is wished, promised, demanded: an object that is not whoever hears it. */
static uint32_t find_object(const ContentWork *work, uint32_t verb)
{
    for (uint32_t c = tree_first_child(&work->tree, verb); c != NONE;
         c = tree_next_child(&work->tree, c)) {
        Relation relation = tree_relation(&work->tree, c);
        bool is_object = relation == REL_OBJ || relation == REL_IOBJ || relation == REL_XCOMP ||
                         relation == REL_OBL_UNMARKED;
        if (c > verb && is_object && document_token(work->doc, c)->tag == TAG_NOUN &&
            !is_hearer(work, c))
            return c;
    }
    return NONE;
}

/* "asked him to halt", not "asked whether he would" */
static uint32_t find_infinitive(const ContentWork *work, uint32_t verb)
{
    uint32_t words = tree_complement(&work->tree, verb);
    return words != NONE && tree_has_mark(&work->tree, words, STR("to")) ? words : NONE;
}

static uint32_t find_words(const ContentWork *work, uint32_t verb, ContentFrame frame)
{
    switch (frame) {
    case CONTENT_FRAME_CLAUSE: return tree_complement(&work->tree, verb);
    case CONTENT_FRAME_OBJECT: return find_object(work, verb);
    case CONTENT_FRAME_INFINITIVE: return find_infinitive(work, verb);
    case CONTENT_FRAME_FOR: return tree_oblique(&work->tree, verb, STR("for"));
    case CONTENT_FRAME_OF: return tree_oblique(&work->tree, verb, STR("of"));
    case CONTENT_FRAME_NOUN:
    case CONTENT_FRAME_COUNT: break;
    }
    return NONE;
}

/* "who promised reforms last year" tells of the sender, not of the message. */
static bool is_said_by_sender(const ContentWork *work, uint32_t verb)
{
    if (tree_relation(&work->tree, verb) == REL_ACL_RELCL || tree_is_negated(&work->tree, verb))
        return false;
    if (work->is_behind && !has_hearer(work, verb)) return false;
    uint32_t agent = tree_agent(&work->tree, verb);
    bool is_participle = document_token(work->doc, verb)->xpos == XPOS_VBG;
    return is_sender(work, agent) || (agent == NONE && is_participle && !work->is_behind);
}

static void try_verb(ContentWork *work, uint32_t verb)
{
    for (ContentFrame frame = 0; frame < CONTENT_FRAME_NOUN; frame++) {
        const ContentRow *row = row_of(work, verb, frame);
        if (row == NULL) continue;
        if (!is_said_by_sender(work, verb)) return;
        uint32_t words = find_words(work, verb, frame);
        if (words == NONE || words < verb) continue;
        take_words(work, row, verb, words);
        return;
    }
}

/* "his wishes for prosperity", "Kim expressed hope that ties would grow" */
static bool is_senders_noun(const ContentWork *work, uint32_t noun)
{
    uint32_t owner = tree_possessor(&work->tree, noun);
    if (owner != NONE) return is_sender(work, owner);
    uint32_t predicate = tree_clause(&work->tree, noun);
    return predicate != NONE && predicate != noun && is_said_by_sender(work, predicate);
}

static void try_noun(ContentWork *work, uint32_t noun)
{
    const ContentRow *row = row_of(work, noun, CONTENT_FRAME_NOUN);
    if (row == NULL || work->is_behind || !is_senders_noun(work, noun)) return;
    for (uint32_t c = tree_first_child(&work->tree, noun); c != NONE;
         c = tree_next_child(&work->tree, c)) {
        Relation relation = tree_relation(&work->tree, c);
        bool is_clause = relation == REL_ACL || relation == REL_CCOMP || relation == REL_XCOMP;
        bool is_told = relation == REL_NMOD && (tree_has_case(&work->tree, c, STR("for")) ||
                                                tree_has_case(&work->tree, c, STR("of")));
        if (c < noun || (!is_clause && !is_told)) continue;
        take_words(work, row, noun, c);
        return;
    }
}

static void look_at(ContentWork *work, uint32_t first, uint32_t end)
{
    for (uint32_t t = first; t < end; t++) {
        Tag tag = document_token(work->doc, t)->tag;
        if (tag == TAG_VERB || tag == TAG_ADJ) try_verb(work, t); /* "was ready to send grain" */
        if (tag == TAG_NOUN) try_noun(work, t);
    }
}

static void look_at_sentence(ContentWork *work, uint32_t sentence)
{
    TokenRange tokens = work->doc->sentences.items[sentence].tokens;
    bool is_long = tokens.end - tokens.first > LONGEST_SENTENCE;
    look_at(work, tokens.first, is_long ? tokens.first + LONGEST_SENTENCE : tokens.end);
}

/* ---- Quotations ---------------------------------------------------------------------------------
 */

/* A cue whose words need a preposition or "to" says nothing of the kind: "called it 'a disgrace'".
 */
static void set_kind(const ContentWork *work, uint32_t cue, MessageContent *content)
{
    bool is_noun = document_token(work->doc, cue)->tag == TAG_NOUN;
    ContentFrame first = is_noun ? CONTENT_FRAME_NOUN : 0;
    ContentFrame end = is_noun ? CONTENT_FRAME_COUNT : CONTENT_FRAME_INFINITIVE;
    for (ContentFrame frame = first; frame < end; frame++) {
        const ContentRow *row = row_of(work, cue, frame);
        if (row == NULL) continue;
        content->kind = row->kind;
        content->rule = row->rule;
        return;
    }
}

/* The kind that the cue of a quotation tells: "he promised", "voicing hope that". */
static void take_quotation(ContentWork *work, uint32_t index)
{
    const Quotation *quotation = &work->doc->quotations.items[index];
    MessageContent content = {.kind = CONTENT_STATEMENT,
                              .span = quotation->span,
                              .cue = quotation->cue,
                              .quotation = index,
                              .rule = quotation->by.rule};
    uint32_t first = document_token_at(work->doc, quotation->cue.start);
    uint32_t end =
        span_is_empty(quotation->cue) ? first : document_token_at(work->doc, quotation->cue.end);
    for (uint32_t t = first; t < end && content.kind == CONTENT_STATEMENT; t++)
        set_kind(work, t, &content);
    add_content(work, content);
}

static void look_into_quotation(ContentWork *work, uint32_t index)
{
    Span span = work->doc->quotations.items[index].span;
    work->quotation = index;
    look_at(work, document_token_at(work->doc, span.start), document_token_at(work->doc, span.end));
    work->quotation = NONE;
}

/* ---- Messages
 * ------------------------------------------------------------------------------------ */

static void look_behind(ContentWork *work, uint32_t index)
{
    const Document *doc = work->doc;
    uint32_t next = index + 1;
    work->is_behind = true;
    for (uint32_t k = 1; k <= SENTENCES_BEHIND; k++) {
        uint32_t sentence = work->message->sentence + k;
        if (sentence >= doc->sentences.count) break;
        while (next < doc->messages.count && doc->messages.items[next].sentence < sentence) next++;
        if (next < doc->messages.count && doc->messages.items[next].sentence == sentence) break;
        look_at_sentence(work, sentence);
    }
    work->is_behind = false;
}

#define MOST_BETWEEN 2 /* sentences between two quotations of a message */

/* Between two of its quotations a message goes on: "…," Xi said. He hoped for ... "…," he added. */
static void look_between(ContentWork *work, uint32_t before, uint32_t sentence)
{
    if (sentence <= before + 1 || sentence - before - 1 > MOST_BETWEEN) return;
    for (uint32_t s = before + 1; s < sentence; s++) look_at_sentence(work, s);
}

static void find_contents(ContentWork *work, uint32_t index)
{
    const IndexList *quotations = &work->quotations[index];
    uint32_t seen = work->doc->messages.items[index].sentence;
    work->message = &work->doc->messages.items[index];
    for (uint32_t i = 0; i < quotations->count; i++) take_quotation(work, quotations->items[i]);
    for (uint32_t i = 0; i < quotations->count; i++)
        look_into_quotation(work, quotations->items[i]);
    look_at_sentence(work, seen);
    for (uint32_t i = 0; i < quotations->count; i++) {
        uint32_t sentence = work->doc->quotations.items[quotations->items[i]].sentence;
        look_between(work, seen, sentence);
        if (sentence != seen) look_at_sentence(work, sentence);
        seen = sentence;
    }
    look_behind(work, index);
}

void messages_find_contents(const ContentCues *cues, const Staging *staging, Document *doc,
                            Arena *scratch)
{
    uint32_t count = doc->messages.count;
    if (count == 0) return;
    ContentWork work = {.cues = cues,
                        .data = staging->data,
                        .doc = doc,
                        .tree = staging->tree,
                        .mention_over = staging->mention_of,
                        .quotation = NONE};
    work.quotations = arena_new_items(scratch, IndexList, count);
    for (uint32_t m = 0; m < count; m++) work.quotations[m] = (IndexList){0};
    for (uint32_t q = 0; q < doc->quotations.count; q++) {
        uint32_t message = doc->quotations.items[q].message;
        if (message != NONE) *list_add(scratch, &work.quotations[message]) = q;
    }
    for (uint32_t m = 0; m < count; m++) find_contents(&work, m);
}
