/* Base 64 (RFC 4648), as old feeds and MIME have it. */
#ifndef TEXT_BASE64_H
#define TEXT_BASE64_H

#include "base/arena.h"

/* White space is passed over. False if a character is not of the alphabet: then *out is untouched.
 */
bool base64_decode(Str text, Arena *arena, Str *out);

#endif
