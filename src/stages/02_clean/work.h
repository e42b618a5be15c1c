/*
 * The working copy of a page between reading and writing: its text with white space made regular,
 * cut into pieces (a line, an HTML block), each with what the page says it is and, in the end,
 * whether it belongs to the article. Readers add pieces (lines.h, page.h), judges decide on them
 * (header.h, patterns.h, layout.h, repeat.h), the writer makes the clean text of the kept ones
 * (emit.h).
 *
 *     page    "  Kim wrote\tto Putin.\n\nRead more\n"
 *     text    "Kim wrote to Putin.Read more"         map: to the page bytes, without holes
 *     pieces  [0,19) line    [19,28) line
 */
#ifndef CLEAN_WORK_H
#define CLEAN_WORK_H

#include "record/document.h"
#include "text/date_world.h"

typedef enum PieceKind {
    PIECE_LINE, /* plain text, or text that stands straight in a div */
    PIECE_PARAGRAPH,
    PIECE_HEADING, /* h1 to h6 */
    PIECE_ITEM,    /* of a list */
    PIECE_QUOTE,
    PIECE_CAPTION,
} PieceKind;

typedef struct Piece {
    PieceKind kind;
    uint32_t level;        /* of a heading: 1 to 6 */
    Span text;             /* in the working text; never empty */
    uint32_t link_len;     /* bytes of it that stand in links */
    bool starts_paragraph; /* a blank line (or another element) stands before */
    bool goes_on;          /* the same line as the piece before, from which it was split */
    float keep;     /* of an HTML page: the chance that it belongs to the article */
    bool is_unlike; /* an HTML page's text: dropped unless a judge knows what it is */
    bool is_decided;
    bool kept; /* once decided */
    BlockType type;
    Str reason; /* of dropping */
    Str rule;
    Str time;         /* of the entry of a live page, as printed */
    bool heads_entry; /* its time stands in the next piece */
} Piece;

typedef List(Piece) PieceList;

/* How far a date can be trusted to be that of publication, from the most to the least. */
typedef enum DateTrust {
    DATE_TRUST_CONTAINER, /* the feed, the JSON record */
    DATE_TRUST_NAMED,     /* metadata that name it the date of publication */
    DATE_TRUST_SHOWN,     /* shown to the reader, clearly as the article's */
    DATE_TRUST_LOOSE,     /* metadata that say "date" */
    DATE_TRUST_LINE,      /* shown near the article */
    DATE_TRUST_PAGE,      /* metadata of the page or of something else on it */
    DATE_TRUST_ADDRESS,   /* the day in the address, the dateline */
    DATE_TRUST_MONTH,     /* the month in the address */
    DATE_TRUST_GUESS,     /* some date on the page */
    DATE_TRUST_COUNT
} DateTrust;

/* A date that the page gives as its own, and where. */
typedef struct DateEvidence {
    WrittenDate date;
    DateOrigin origin;
    DateTrust trust;
    int32_t score;    /* between dates of the same trust: the higher goes first, then the earlier */
    bool is_modified; /* of the last change, not of publication */
} DateEvidence;

/* How far a name can be trusted to be the author's, from the most to the least. */
typedef enum AuthorTrust {
    AUTHOR_TRUST_CONTAINER, /* the feed, the JSON record, a header line */
    AUTHOR_TRUST_NAMED,     /* linked data of the article */
    AUTHOR_TRUST_META,      /* metadata of the page */
    AUTHOR_TRUST_MARKED,    /* an element that says so */
    AUTHOR_TRUST_LABEL,     /* metadata for cards: "Written by" */
    AUTHOR_TRUST_LINE,      /* "By Jane Doe" */
    AUTHOR_TRUST_LOOSE,     /* programs; the only person of the linked data */
    AUTHOR_TRUST_COUNT
} AuthorTrust;

/* A text that names authors, see authors.h. */
typedef struct AuthorEvidence {
    Str text;
    AuthorTrust trust;
    int32_t score;  /* between those of the same trust */
    uint32_t group; /* those of one group are authors together */
} AuthorEvidence;

typedef struct Work {
    Document *doc;
    Arena *arena;          /* scratch */
    Str source;            /* the page in UTF-8 */
    MapRunList source_map; /* from there to the page bytes */
    char *data;            /* the working text */
    uint32_t len;
    uint32_t capacity;
    MapRunList map; /* from the working text to the page bytes */
    PieceList pieces;
    uint32_t piece_start;     /* of the piece being added */
    List(DateEvidence) dates; /* as found, see published.h */
    DateStyle date_style;     /* how the page writes them */
    List(AuthorEvidence) authors;
    uint32_t author_groups; /* how many there are */
    bool has_space;           /* white space waits for the next character */
    Span space;               /* its source bytes */
} Work;

static inline Str work_text(const Work *work, Span span)
{
    return str_slice((Str){work->data, work->len}, span);
}

static inline Str piece_text(const Work *work, const Piece *piece)
{
    return work_text(work, piece->text);
}

/* Adding: begin, any number of texts, end. Text made from source bytes [from, ...); white space of
 * any length becomes one space, none at the ends; what cannot be seen (zero width, soft hyphens,
 * controls) is left out. */
void work_begin_piece(Work *work);
void work_add_source(Work *work, Span source);
/* A piece of text that was made from source bytes as runs say (a character reference). */
void work_add_mapped(Work *work, Str text, const MapRunList *runs);
/* A line break inside of a piece. */
void work_add_space(Work *work, Span source);
/* The new piece; NULL if nothing was added since the begin. */
Piece *work_end_piece(Work *work, PieceKind kind);

/* Cuts the piece in two at a byte of the working text; the second half goes on the first's line.
 * Spaces at the cut are left to the first half's end. Pointers to pieces are void after. */
void work_split_piece(Work *work, uint32_t piece, uint32_t at);

/* Appends a span of another working text of the same page, with what it was made from. */
void work_copy(Work *work, const Work *from, Span span);

/* Sets a field of the metadata that is still empty; text is copied. */
void work_set_meta(Work *work, Str *field, Str text);
void work_add_date(Work *work, DateEvidence evidence);
void work_add_author(Work *work, AuthorEvidence evidence);
/* A number for authors that belong together. */
uint32_t work_new_author_group(Work *work);

void piece_keep(Piece *piece, BlockType type, Str rule);
void piece_drop(Piece *piece, BlockType type, Str rule, Str reason);

#endif
