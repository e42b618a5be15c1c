/*
 * UTF-8 that somebody read as windows-1252 and wrote as UTF-8 again, once or several times, mended.
 *
 *     doesnâ€™t, doesnÃ¢â‚¬â„¢t  ->  doesn’t          CopyrightÂ© -> Copyright©
 *     don(U+0092)t                       ->  don’t          control characters that windows-1252
 * has
 *
 * Only what no writer means is touched: the three-byte marks that begin with "â", "Ã" and "Â"
 * before a sign, and control characters.
 */
#ifndef TEXT_MOJIBAKE_H
#define TEXT_MOJIBAKE_H

#include "text/runs.h"

/* text: valid UTF-8. False if there is nothing to mend; else *out is the mended text and runs,
 * empty before, leads from it to the given one. */
bool mojibake_mend(Str text, Arena *arena, Str *out, MapRunList *runs);

/* The character that windows-1252 has for a byte from 0x80 to 0x9F; 0 if it has none. */
uint32_t windows_1252_sign(unsigned char byte);

#endif
