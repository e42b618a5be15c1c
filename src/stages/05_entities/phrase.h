/*
 * A noun phrase with a head that the data know (a title, a body, a group, an outlet), as it stands
 * in the text. noun_phrases.c reads it, phrase_finds.c says what it stands for. Private to the
 * stage.
 */
#ifndef STAGES_ENTITIES_PHRASE_H
#define STAGES_ENTITIES_PHRASE_H

#include "scan.h"

typedef enum HeadKind { NO_HEAD, TITLE_HEAD, BODY_HEAD, GROUP_HEAD, OUTLET_HEAD } HeadKind;

typedef struct Phrase {
    uint32_t first;
    uint32_t limit;
    bool is_definite;
    bool is_indefinite;
    bool is_former;
    bool is_future;
    uint32_t age_end;    /* "71-year-old" ends here; 0: none */
    Mark owner_mark; /* form NULL: none */
    TokenRange owner_range;
    uint32_t owner_find; /* a person before: "Moon's" office */
    bool owner_is_possessive;
    HeadKind head;
    uint32_t row;
    bool is_plural;
    TokenRange head_range;
    Mark of_mark; /* "of North Korea" */
    TokenRange of_range;
    NameRun of_name; /* "of the Example Institute": class NAME_NONE if there is none */
    Mark of_name_mark; /* whose that is: "of Kenya's Example Institute" */
    TokenRange of_name_range;
    TokenRange of_body; /* "Central Bank" of "of Poland's Central Bank"; empty */
    uint32_t of_body_row;
    uint32_t end;
} Phrase;

/* The longest head that starts at a token; *out_row is its row in the data, of a title
 * twice the row, plus 1 for a plural. NO_HEAD if there is none. */
HeadKind phrase_match_head(const Scan *scan, uint32_t token, uint32_t limit, uint32_t *out_row,
                           uint32_t *out_end);
/* A word that makes the head a modifier follows: "the president election". */
bool phrase_is_before_noun(const Scan *scan, uint32_t end, uint32_t limit);

/* "coast guard ships", "army soldiers": past those through whom an armed body acts. */
uint32_t phrase_past_members(const Scan *scan, uint32_t end, uint32_t limit);

/* Adds what the phrase stands for to scan->finds; false if it stands for nothing. */
bool phrase_add(Scan *scan, const Phrase *phrase, uint32_t *out_end);
/* Adds the name that was read, over tokens that may hold more than the name. */
void scan_add_name(Scan *scan, const NameRun *run, TokenRange tokens, Str rule, float confidence);

#endif
