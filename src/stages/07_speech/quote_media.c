/*
 * Medium and occasion of a quotation.
 *
 *     Speaking [at a summit] in Oslo, Kim said [in an interview] [with the BBC] that …
 *              occasion                        medium            hearer
 *
 * A noun of the table counts where a preposition that its row allows stands before its phrase and
 * the phrase hangs on the cue, through other nouns or a participle ("speaking at …"). A document
 * that itself says something is the medium too: "her statement said".
 */
#include "quote_media.h"

#include "quote_speakers.h"

#define DEEPEST_CLIMB 6 /* from a noun to the cue */
#define LONGEST_PHRASE_TOKENS 4
#define FARTHEST_TOKENS 60     /* from the cue, on either side */
#define WIDEST_PHRASE_TOKENS 8 /* from a preposition to its noun */

/* ---- Data ----------------------------------------------------------------------------------- */

static const Str what_names[] = {STR_INIT("medium"), STR_INIT("platform"), STR_INIT("verb"),
                                 STR_INIT("occasion")};

static DatelineStatus add_words(const Table *table, const TableRow *row, uint32_t entry,
                                Arena *arena, QuoteMedia *media, DatelineError *err)
{
    StrList words = {0}, prepositions = {0};
    str_split(row->fields[0], '|', arena, &words);
    str_split(row->fields[3], '|', arena, &prepositions);
    bool is_verb = media->entries.items[entry].what == MEDIUM_VERB;
    for (uint32_t i = 0; i < words.count; i++) {
        if (is_verb && !phrases_add(&media->verbs, words.items[i], entry))
            return FAIL_ROW(err, table, row, "'" STR_FMT "' stands twice", STR_ARG(words.items[i]));
        for (uint32_t k = 0; !is_verb && k < prepositions.count; k++) {
            Str phrase = arena_format(arena, STR_FMT " " STR_FMT, STR_ARG(prepositions.items[k]),
                                      STR_ARG(words.items[i]));
            if (!phrases_add(&media->phrases, phrase, entry))
                return FAIL_ROW(err, table, row, "'" STR_FMT "' stands twice", STR_ARG(phrase));
        }
        if (!is_verb) phrases_add(&media->nouns, words.items[i], entry); /* the first one counts */
    }
    return DATELINE_OK;
}

/* "statement", "-", "*" */
static DatelineStatus read_message(const Table *table, const TableRow *row, MediumEntry *entry,
                                   DatelineError *err)
{
    Str field = row->fields[4];
    entry->is_apart = !str_equal(field, STR("*"));
    entry->message = MESSAGE_COUNT;
    if (!entry->is_apart || str_equal(field, STR("-"))) return DATELINE_OK;
    if (message_kind_from_name(field, &entry->message)) return DATELINE_OK;
    return FAIL_ROW(err, table, row, "unknown kind of message '" STR_FMT "'", STR_ARG(field));
}

DatelineStatus quote_media_load(const DataFiles *files, Arena *arena, QuoteMedia *out,
                                DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "speech/quote_media.tsv", 6, arena, &table, err));
    phrases_init(&out->phrases, arena);
    phrases_init(&out->nouns, arena);
    phrases_init(&out->verbs, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t what;
        TRY(data_row_word(&table, row, 1, what_names, COUNT(what_names), &what, err));
        MediumEntry entry = {.what = (MediumWhat)what,
                             .kind = row->fields[2],
                             .example = row->fields[5],
                             .line = row->line};
        TRY(read_message(&table, row, &entry, err));
        *list_add(arena, &out->entries) = entry;
        TRY(add_words(&table, row, i, arena, out, err));
    }
    return DATELINE_OK;
}

bool quote_media_example(const QuoteMedia *media, uint32_t index, RuleExample *out)
{
    if (index >= media->entries.count) return false;
    const MediumEntry *entry = &media->entries.items[index];
    *out = (RuleExample){.rule = entry->kind,
                         .text = entry->example,
                         .file = STR("speech/quote_media.tsv"),
                         .line = entry->line};
    return true;
}

/* ---- Words around a cue --------------------------------------------------------------------- */

typedef struct FoundMedium {
    const MediumEntry *entry; /* NULL: none found */
    TokenRange tokens;        /* from the preposition to the end of the noun phrase */
    TokenRange words;         /* of the table */
    uint32_t noun;            /* token: the last of the words */
} FoundMedium;

static bool ends_phrase(const QuoteWork *work, uint32_t token)
{
    const Token *found = quote_token(work, token);
    bool is_verb = found->tag == TAG_VERB && found->relation != REL_AMOD;
    return found->kind == TOKEN_PUNCT || found->kind == TOKEN_QUOTE || is_verb ||
           found->tag == TAG_PRON;
}

/* "on the sidelines of the summit", "ahead of the visit": all of the phrase before the noun. */
static uint32_t phrase_start(const QuoteWork *work, uint32_t preposition, uint32_t first)
{
    if (preposition == first || !quote_token_is(work, preposition, STR("of"))) return preposition;
    if (!quote_word_is(work, quote_token(work, preposition - 1)->lower, WORD_EDGE))
        return preposition;
    uint32_t start = preposition - 1;
    while (start > first && preposition - start < LONGEST_PHRASE_TOKENS &&
           quote_token(work, start)->tag != TAG_ADP)
        start--;
    return start;
}

/* The preposition that stands before a noun's phrase; NONE. */
static uint32_t preposition_before(const QuoteWork *work, uint32_t noun, uint32_t first)
{
    for (uint32_t t = noun; t > first && noun - t < WIDEST_PHRASE_TOKENS; t--) {
        if (quote_token(work, t - 1)->tag == TAG_ADP) return t - 1;
        bool is_owner = quote_token(work, t - 1)->xpos == XPOS_PRPS;
        if (ends_phrase(work, t - 1) && !is_owner) return NONE;
    }
    return NONE;
}

/* From the noun up to the cue, its speaker's verb, or the verb it is joined to. */
static bool hangs_on(const QuoteWork *work, uint32_t noun, const QuoteFrame *frame)
{
    uint32_t token = noun;
    for (int step = 0; step < DEEPEST_CLIMB && token != NONE; step++) {
        if (token == frame->verb) return true;
        bool is_joined = tree_relation(&work->tree, frame->verb) == REL_CONJ &&
                         token == tree_head(&work->tree, frame->verb);
        if (is_joined) /* "said in a speech … and warned" */
            return token < frame->verb && tree_own_subject(&work->tree, frame->verb) == NONE;
        const Token *found = quote_token(work, token);
        bool is_finite = found->tag == TAG_VERB && found->xpos != XPOS_VBG &&
                         found->xpos != XPOS_VBN && found->xpos != XPOS_VB;
        bool is_relative =
            found->relation == REL_ACL_RELCL && step > 0; /* "who sat at the summit" */
        if (is_finite || is_relative) return false;
        token = found->head;
    }
    return false;
}

/* Words inside the quotation itself tell nothing of how it was said. */
static bool is_outside(const QuoteWork *work, const Quotation *quotation, uint32_t token)
{
    Span span = quote_token(work, token)->span;
    return work->run_over[token] == NONE && !span_contains(quotation->span, span);
}

static Str form_at(const Tree *tree, uint32_t token, bool is_printed)
{
    return is_printed ? document_token(tree->doc, token)->lower : tree_lemma(tree, token);
}

/* The entry of the words at a token by their lemmas or, of "remarks", by their forms. MAP_NONE. */
static uint32_t noun_at(const QuoteMedia *media, const Tree *tree, TokenRange tokens, Str *words,
                        uint32_t *out_used)
{
    uint32_t count = tokens.end - tokens.first;
    if (count > LONGEST_PHRASE_TOKENS) count = LONGEST_PHRASE_TOKENS;
    *out_used = 0;
    for (uint32_t form = 0; form < 2 && count > 0; form++) {
        for (uint32_t i = 0; i < count && i < 2; i++) words[i] = form_at(tree, tokens.first + i, form == 1);
        if (!phrases_may_begin(&media->nouns, words[0], count > 1 ? words[1] : (Str){NULL, 0})) continue;
        for (uint32_t i = 2; i < count; i++) words[i] = form_at(tree, tokens.first + i, form == 1);
        uint32_t entry = phrases_match(&media->nouns, words, count, out_used);
        if (entry != MAP_NONE) return entry;
    }
    return MAP_NONE;
}

/* No "emailed statement". */
static bool is_noun(const Document *doc, uint32_t token)
{
    Tag tag = document_token(doc, token)->tag;
    return tag != TAG_VERB && tag != TAG_ADJ && tag != TAG_ADV;
}

const MediumEntry *quote_media_noun(const QuoteMedia *media, const Tree *tree, TokenRange tokens,
                                    uint32_t *out_used)
{
    Str words[LONGEST_PHRASE_TOKENS];
    uint32_t entry = noun_at(media, tree, tokens, words, out_used);
    if (entry == MAP_NONE || !is_noun(tree->doc, tokens.first + *out_used - 1)) return NULL;
    return &media->entries.items[entry];
}

const MediumEntry *quote_media_verb(const QuoteMedia *media, Str lemma)
{
    uint32_t used;
    uint32_t entry = phrases_match(&media->verbs, &lemma, 1, &used);
    return entry == MAP_NONE ? NULL : &media->entries.items[entry];
}

static FoundMedium match_at(const QuoteWork *work, uint32_t token, TokenRange sentence)
{
    Str words[LONGEST_PHRASE_TOKENS + 1] = {{NULL, 0}};
    FoundMedium found = {.entry = NULL};
    uint32_t used;
    TokenRange rest = {token, sentence.end};
    if (noun_at(&work->data->media, &work->tree, rest, words + 1, &used) == MAP_NONE) return found;
    uint32_t preposition = preposition_before(work, token, sentence.first);
    if (preposition == NONE) return found;
    words[0] = quote_token(work, preposition)->lower;
    uint32_t entry = phrases_match(&work->data->media.phrases, words, used + 1, &used);
    if (entry == MAP_NONE) return found;
    uint32_t start = phrase_start(work, preposition, sentence.first);
    if (start == preposition && str_equal(words[0], STR("of"))) return found; /* "the end of" */
    found.entry = &work->data->media.entries.items[entry];
    found.noun = token + used - 2;
    if (!is_noun(work->doc, found.noun)) return (FoundMedium){.entry = NULL};
    found.words = (TokenRange){token, found.noun + 1};
    found.tokens = (TokenRange){start, found.noun + 1};
    return found;
}

/* "in a statement on Monday": up to the noun and what it is of, without days and hearers. */
static Span span_of(const QuoteWork *work, const FoundMedium *found)
{
    return document_tokens_span(work->doc, found->tokens);
}

static void take(const QuoteWork *work, const FoundMedium *found, Quotation *quotation)
{
    const MediumEntry *entry = found->entry;
    if (entry->what == MEDIUM_OCCASION) {
        if (quotation->occasion.len > 0) return;
        quotation->occasion = entry->kind;
        quotation->occasion_span = span_of(work, found);
        return;
    }
    if (entry->what == MEDIUM_PLATFORM && quotation->platform.len == 0 &&
        (quotation->medium.len == 0 || str_equal(quotation->medium, entry->kind)))
        quotation->platform =
            document_str(work->doc, document_tokens_span(work->doc, found->words));
    if (quotation->medium.len > 0) return;
    quotation->medium = entry->kind;
    quotation->medium_span = span_of(work, found);
}

/* "on ABC's This Week", "on Fox News": said on air. */
static bool is_on_air(const QuoteWork *work, uint32_t token, uint32_t first)
{
    uint32_t mention = work->mention_over[token];
    if (mention == NONE || token == first ||
        work->doc->mentions.items[mention].tokens.first != token)
        return false;
    uint32_t actor = work->doc->mentions.items[mention].actor;
    return actor != NONE && work->doc->actors.items[actor].kind == ACTOR_MEDIA &&
           quote_token_is(work, token - 1, STR("on"));
}

static void tell_air(const QuoteWork *work, uint32_t token, Quotation *quotation)
{
    if (quotation->medium.len > 0) return;
    quotation->medium = STR("broadcast");
    quotation->medium_span = document_tokens_span(
        work->doc,
        (TokenRange){token - 1, work->doc->mentions.items[work->mention_over[token]].tokens.end});
}

/* "tweeted", "testified": the verb tells. */
static void tell_verb(const QuoteWork *work, const QuoteFrame *frame, Quotation *quotation)
{
    const MediumEntry *entry = quote_media_verb(&work->data->media, work->lemmas[frame->verb]);
    if (entry == NULL || quotation->medium.len > 0) return;
    quotation->medium = entry->kind;
    quotation->medium_span = document_tokens_span(work->doc, frame->cue);
}

/* "her statement said" */
static void tell_document(const QuoteWork *work, const QuoteFrame *frame, Quotation *quotation)
{
    if (quotation->medium.len > 0 || frame->source.first == frame->source.end) return;
    if (!quote_is_document(work, frame->speaker)) return;
    uint32_t used;
    uint32_t entry =
        phrases_match(&work->data->media.nouns, &work->lemmas[frame->speaker], 1, &used);
    if (entry == MAP_NONE) return;
    quotation->medium = work->data->media.entries.items[entry].kind;
    quotation->medium_span =
        document_tokens_span(work->doc, (TokenRange){frame->source.first, frame->speaker + 1});
}

static TokenRange surroundings(const QuoteWork *work, const QuoteFrame *frame)
{
    TokenRange near = work->doc->sentences.items[quote_token(work, frame->verb)->sentence].tokens;
    if (frame->verb - near.first > FARTHEST_TOKENS) near.first = frame->verb - FARTHEST_TOKENS;
    if (near.end - frame->verb > FARTHEST_TOKENS) near.end = frame->verb + FARTHEST_TOKENS;
    return near;
}

void quote_media_tell(const QuoteWork *work, const QuoteFrame *frame, Quotation *quotation)
{
    TokenRange near = surroundings(work, frame);
    for (uint32_t t = near.first; t < near.end; t++) {
        if (!is_outside(work, quotation, t)) continue;
        FoundMedium found = match_at(work, t, near);
        if (found.entry == NULL) {
            if (is_on_air(work, t, near.first) && hangs_on(work, t, frame))
                tell_air(work, t, quotation);
            continue;
        }
        if (!hangs_on(work, found.noun, frame)) continue;
        take(work, &found, quotation);
        t = found.noun;
    }
    tell_verb(work, frame, quotation);
    tell_document(work, frame, quotation);
}

uint32_t quote_media_hearer(const QuoteWork *work, const QuoteFrame *frame)
{
    TokenRange near = surroundings(work, frame);
    for (uint32_t t = near.first; t < near.end; t++) {
        if (work->run_over[t] != NONE) continue;
        FoundMedium found = match_at(work, t, near);
        if (found.entry == NULL || found.entry->what != MEDIUM_CARRIER) continue;
        if (!hangs_on(work, found.noun, frame)) continue;
        uint32_t hearer = tree_oblique(&work->tree, found.noun, STR("with"));
        if (hearer == NONE) hearer = tree_oblique(&work->tree, found.noun, STR("to"));
        if (hearer != NONE && hearer > found.noun) return hearer;
        /* "said in a statement | to reporters": the parser hangs it on the verb */
        uint32_t next = found.noun + 1;
        bool leads = next < near.end && (quote_token_is(work, next, STR("to")) ||
                                         quote_token_is(work, next, STR("with")));
        if (leads && tree_relation(&work->tree, next) == REL_CASE)
            return tree_head(&work->tree, next);
    }
    return NONE;
}
