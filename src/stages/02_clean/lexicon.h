/* The word lists of data/clean: function words, news agencies, header keys, places of datelines. */
#ifndef CLEAN_LEXICON_H
#define CLEAN_LEXICON_H

#include "base/error.h"
#include "base/map.h"
#include "record/document.h"
#include "text/data.h"
#include "text/date_world.h"

/* What the value of a header line says. */
typedef enum HeaderField {
    FIELD_OTHER, /* known, but of no use to us */
    FIELD_URL,
    FIELD_PUBLISHED,
    FIELD_MODIFIED,
    FIELD_TITLE,
    FIELD_AUTHOR,
    FIELD_OUTLET,
    FIELD_SECTION,
    FIELD_LANGUAGE,
    FIELD_DATED,   /* a date of the page, which may be another than that of publication */
    FIELD_PICTURE, /* address of its picture */
    FIELD_DESCRIPTION,
    FIELD_AMP_URL,
    FIELD_LABEL,    /* of a card: "Written by" */
    FIELD_LABELLED, /* what that label is of */
    FIELD_COUNT
} HeaderField;

/* What a class or id says of a date within. */
typedef enum DateClass {
    DATE_CLASS_OTHER, /* not the article's: of comments, of today */
    DATE_CLASS_NEAR,  /* the byline and the like */
    DATE_CLASS_DATE,
    DATE_CLASS_MODIFIED,
    DATE_CLASS_PUBLISHED,
    DATE_CLASS_COUNT
} DateClass;

/* The same of a name within. */
typedef enum AuthorClass {
    AUTHOR_CLASS_OTHER,
    AUTHOR_CLASS_NEAR,
    AUTHOR_CLASS_AUTHOR,
    AUTHOR_CLASS_COUNT
} AuthorClass;

/* What a word does in a line that names authors. */
enum BylineWord {
    BYLINE_BY = 1 << 0,     /* "by": a name follows */
    BYLINE_LEAD = 1 << 1,   /* "written", before that */
    BYLINE_ROLE = 1 << 2,   /* "correspondent" */
    BYLINE_NOBODY = 1 << 3, /* "admin": names nobody by itself */
    BYLINE_AND = 1 << 4,
    BYLINE_TITLE = 1 << 5, /* "PhD", after a name */
};

#define AGENCY_LOOKS 4096u

typedef struct Lexicon {
    Map function_words;
    Map agencies;     /* name in lower case -> index into agency_names */
    Map agency_forms; /* names as they are printed: "MAP" is one, "map" is none */
    uint64_t agency_looks[AGENCY_LOOKS / 64]; /* bits of the ends and lengths of names: most texts are told by them */
    List(Str) agency_names;
    Map header_keys;  /* -> HeaderField */
    Map date_labels;  /* words that stand beside a date: "published", "posted" -> HeaderField */
    Map meta_keys;    /* names of meta elements -> HeaderField */
    Map class_words;  /* words of classes and ids -> Zone */
    Map notice_words; /* of notices to the reader */
    Map places;       /* of datelines, lower case */
    Map regions;      /* countries and states behind them */
    Map glue_words;   /* that begin sentences, as printed: "The" */
    List(Str) lead_labels;  /* "Story highlights": run into the words behind it */
    List(Str) live_titles;  /* "as it happened": of a live page */
    List(Str) live_stamps;  /* "published at": before the time of an entry */
    StrList link_ends;      /* "MORE": ends titles of other articles set into a line */
    StrList gallery_starts; /* "Photos:" */
    StrList gallery_ends;   /* "Hide Caption": before "3 of 12" */
    Map label_words;        /* that open a line in capitals and are no places */
    Map date_classes;       /* words of classes of elements that show a date -> DateClass */
    MonthNames months;
    Map class_weights;  /* words of classes and ids -> how much they speak for an article's text */
    Map line_weights;   /* words of short lines -> the same */
    Map author_classes; /* words of classes of elements that name an author -> AuthorClass */
    Map byline_words;   /* -> BylineWord flags */
    Map given_names;    /* lower case */
} Lexicon;

DatelineStatus lexicon_load(const DataFiles *files, Arena *arena, Lexicon *out,
                            DatelineError *err) MUST_CHECK;

/* The agency whose name the text is, as printed in the list; empty if it is none. "AFP/APP" and
 * "TASS" in any case. */
Str lexicon_agency(const Lexicon *lexicon, Str text);

/* The weight of a word in any case; false if the list does not have it. */
bool lexicon_weight(const Map *weights, Str word, float *out);

#endif
