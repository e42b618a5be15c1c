/*
 * Checksums as web archives write them: "sha1:2WAXX5NUWNNCS2BDKCO5OVDQBJVNKIVV", in base 32, base
 * 16 or base 64.
 */
#ifndef STAGES_INTAKE_DIGEST_H
#define STAGES_INTAKE_DIGEST_H

#include "base/str.h"

typedef enum DigestCheck {
    DIGEST_RIGHT,
    DIGEST_WRONG,
    DIGEST_UNKNOWN,   /* an algorithm we do not have */
    DIGEST_MALFORMED, /* "sha1:    " */
} DigestCheck;

DigestCheck digest_check(Str digest, Str bytes);

#endif
