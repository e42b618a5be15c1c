/*
 * Which language a text is in, through CLD2 (Compact Language Detector 2): a guess by groups of
 * letters, sure from a few sentences on.
 *
 *     "Die Minister trafen sich am Mittwoch in Oslo ..."     "de", 98 per cent, sure
 */
#ifndef TEXT_LANGUAGE_H
#define TEXT_LANGUAGE_H

#include "base/str.h"

#ifdef __cplusplus
extern "C" {
#endif

#define LONGEST_LANGUAGE_CODE 8

typedef struct LanguageGuess {
    char code[LONGEST_LANGUAGE_CODE]; /* BCP 47: "de", "zh-Hant"; "" if it cannot be told */
    int percent;                      /* of the text that is in it */
    bool is_sure;
} LanguageGuess;

/* text is valid UTF-8. hint is the language that the page declares, as BCP 47, or empty. */
LanguageGuess language_guess(Str text, Str hint);

#ifdef __cplusplus
}
#endif

#endif
