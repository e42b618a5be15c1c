/*
 * The language of an article: from its words, with what page and container declare as a witness.
 * Nothing else than English is analysed, so English must not be lost: a text that is full of
 * English function words is English whatever is declared, one too short to tell is in the language
 * declared, and English if none is. For longer ones CLD2 is asked (text/language.h).
 */
#ifndef CLEAN_LANGUAGE_OF_H
#define CLEAN_LANGUAGE_OF_H

#include "lexicon.h"

/* "en", "de", "zh-Hant" ...; "und" if a long text is in no language that can be told. */
Str language_of_text(Str text, Str declared, const Lexicon *lexicon, Arena *arena);

#endif
