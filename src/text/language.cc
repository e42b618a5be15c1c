// CLD2 behind the C interface of language.h.
#include "text/language.h"

#include <cstdio>
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <cstring>
#include <string>

// CLD2 writes some codes as they were before ISO changed them.
static const char *code_of(CLD2::Language language)
{
    const char *code = CLD2::LanguageCode(language);
    if (std::strcmp(code, "iw") == 0) return "he";
    if (std::strcmp(code, "jw") == 0) return "jv";
    if (std::strcmp(code, "un") == 0 || std::strlen(code) >= LONGEST_LANGUAGE_CODE) return "";
    return code;
}

extern "C" LanguageGuess language_guess(Str text, Str hint)
{
    const std::string declared(hint.data == nullptr ? "" : hint.data, hint.len);
    CLD2::CLDHints hints = {declared.c_str(), "", CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3];
    int percents[3], bytes = 0, valid = 0;
    double scores[3];
    bool is_sure = false;
    const CLD2::Language found = CLD2::ExtDetectLanguageSummaryCheckUTF8(
        text.data, static_cast<int>(text.len), true, &hints, 0, languages, percents, scores,
        nullptr, &bytes, &is_sure, &valid);
    LanguageGuess guess = {"", percents[0], is_sure};
    std::strcpy(guess.code, code_of(found));
    return guess;
}
