/*
 * The document: what flows from stage to stage.
 *
 * Each stage reads some parts and adds others; no stage changes what an earlier one wrote. Which
 * stage owns which part is the PART_* list below.
 */
#ifndef RECORD_DOCUMENT_H
#define RECORD_DOCUMENT_H

#include "base/word_contexts.h"
#include "record/records.h"

typedef enum Part {
    PART_PAGE = 1u << 0,     /* page bytes and what the container says: set by intake */
    PART_TEXT = 1u << 1,     /* text, map, blocks, metadata: clean */
    PART_TOKENS = 1u << 2,   /* sentences, tokens: segment */
    PART_SYNTAX = 1u << 3,   /* tag, lemma, head, relation of tokens: syntax */
    PART_ENTITIES = 1u << 4, /* mentions, actors: entities */
    PART_CHAINS = 1u << 9,   /* references, chains: entities too */
    PART_INTRODUCTIONS = 1u << 10, /* introductions */
    PART_TIMES = 1u << 5,    /* times: time */
    PART_SPEECH = 1u << 6,   /* quotations, messages: speech */
    PART_EVENTS = 1u << 7,   /* events: events */
    PART_CLAIMS = 1u << 8,   /* claims, figures: claims */
    PART_PLACES = 1u << 11,  /* places: entities too */
} Part;

typedef struct DatelineDocument {
    Arena *arena; /* owns everything below */
    Id id;

    /* intake */
    DatelineFormat format;
    Str page;
    Str charset; /* as declared by the container; after clean the one the page is in */
    Str path;
    uint64_t path_offset;
    Metadata given; /* what the container says; clean reads it and writes meta */
    Str given_published;
    Str given_fetched; /* when a crawl fetched the page: no later than this was it published */
    bool is_thorough;  /* the large models are asked too */

    /* clean */
    Str text;
    MapRunList map; /* ordered by text offset */
    List(Block) blocks;
    Metadata meta;

    Str not_analysed; /* why no stage after clean ran, in words for people; empty if they did */

    /* segment, syntax */
    List(Sentence) sentences;
    List(Token) tokens;
    const Str *features; /* by Token.features; the first is empty. NULL before syntax */
    WordContexts contexts; /* of tokens; no values before syntax */

    /* entities */
    List(Mention) mentions; /* ordered by start, longer first */
    List(Actor) actors;
    List(Place) places;      /* ordered by their first mentions */
    uint32_t dateline_place; /* where the article was filed; NONE */
    uint32_t *token_mention; /* [tokens.count] outermost mention whose head this is, or NONE */

    List(Reference) references; /* ordered by start, longer first */
    List(Chain) chains;         /* ordered by their first references */

    List(Introduction) introductions; /* in the order of their mentions */

    List(Time) times; /* ordered by start */

    /* speech */
    List(Quotation) quotations;
    List(Message) messages;

    List(Event) events;

    /* claims */
    List(Claim) claims;
    List(Figure) figures;
} Document;

/* Copies what it needs of source. The page may be at most LARGEST_PAGE_BYTES. */
#define LARGEST_PAGE_BYTES (16u << 20)
/* Of clean text: a long book. Its records take up to 250 times as much memory. */
#define LARGEST_TEXT_BYTES (2u << 20)
DatelineStatus document_new(const DatelineSource *source, Document **out, DatelineError *err);
void document_free(Document *doc);

static inline Str document_str(const Document *doc, Span span)
{
    return str_slice(doc->text, span);
}

static inline const Token *document_token(const Document *doc, uint32_t index)
{
    assert(index < doc->tokens.count);
    return &doc->tokens.items[index];
}

/* "Number=Sing|Person=3", as CoNLL-U has it; empty if the token has no features. */
static inline Str document_features(const Document *doc, const Token *token)
{
    return doc->features == NULL ? (Str){NULL, 0} : doc->features[token->features];
}

/* The text from the first to the last token of a range. */
static inline Span document_tokens_span(const Document *doc, TokenRange range)
{
    assert(range.first < range.end && range.end <= doc->tokens.count);
    return (Span){doc->tokens.items[range.first].span.start,
                  doc->tokens.items[range.end - 1].span.end};
}

/* The page bytes a piece of clean text was made from. */
Span document_page_span(const Document *doc, Span text_span);

/* Index of the token that starts at or after a text offset; tokens.count if there is none. */
uint32_t document_token_at(const Document *doc, uint32_t offset);

/* [tokens.count + 1]: the outermost mention that covers each token, or NONE. After the entities
 * stage. */
uint32_t *document_mentions_over(const Document *doc, Arena *arena);

/* Gives every record its id, from the article's id, the kind and what makes it itself. */
void document_set_ids(Document *doc);

#endif
