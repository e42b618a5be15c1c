#include "language_of.h"

#include "text/language.h"
#include "text/utf8.h"
#include "words.h"

#define LANGUAGE_BYTES 4000 /* enough words to be sure */
#define GUESSED_BYTES 1500  /* the same for CLD2, which is slower */
#define SURE_WORDS 25       /* below, a guess needs a second witness */
#define FEWEST_ENGLISH_WORDS 5
#define ENGLISH_PERCENT 22 /* of function words; other languages in the Latin script stay below 10 */
#define FOREIGN_PERCENT 10

/* What the words of a text say. */
typedef struct WordShares {
    uint32_t words;
    uint32_t english;   /* function words of English */
    uint32_t not_latin; /* words in other scripts */
} WordShares;

static Str first_bytes(Str text, uint32_t most)
{
    if (text.len <= most) return text;
    while (most > 0 && ((unsigned char)text.data[most] & 0xC0) == 0x80) most--;
    return (Str){text.data, most};
}

#define LAST_LATIN 0x24F

static WordShares count_words(Str text, const Lexicon *lexicon)
{
    WordShares shares = {0};
    for (uint32_t at = 0; at < text.len;) {
        Word some[64];
        uint32_t count = words_read((Str){text.data + at, text.len - at}, some, COUNT(some));
        if (count == 0) break;
        for (uint32_t i = 0; i < count; i++) {
            if (some[i].kind != WORD_LETTERS) continue;
            Str word = {text.data + at + some[i].span.start, span_len(some[i].span)};
            uint32_t used;
            shares.words++;
            shares.not_latin += utf8_decode(word, 0, &used) > LAST_LATIN;
            shares.english += words_lookup(&lexicon->function_words, word) != MAP_NONE;
        }
        at += some[count - 1].span.end;
    }
    return shares;
}

static bool is_share(uint32_t part, uint32_t whole, uint32_t percent)
{
    return part * 100 >= whole * percent;
}

/* "de", of "de-AT", "DE_at". */
static Str primary_tag(Str declared, Arena *arena)
{
    uint32_t len = 0;
    while (len < declared.len && ascii_is_letter(declared.data[len])) len++;
    return len < 2 || len > 3 ? (Str){0} : utf8_lower((Str){declared.data, len}, arena);
}

/* May a guess be believed? Of a short text only with a witness: the page declares it, or it is not
 * written in Latin letters. A text with English words in it is not short of another language. */
static bool is_believed(const LanguageGuess *guess, const WordShares *shares, Str declared)
{
    if (!guess->is_sure || guess->code[0] == '\0') return false;
    if (is_share(shares->not_latin, shares->words, 60)) return true;
    bool is_declared = str_equal(declared, str_from_cstring(guess->code));
    bool has_english = is_share(shares->english, shares->words, FOREIGN_PERCENT);
    if (shares->words < SURE_WORDS) return is_declared && !has_english;
    return is_declared || !has_english || guess->percent >= 80;
}

Str language_of_text(Str text, Str declared, const Lexicon *lexicon, Arena *arena)
{
    text = first_bytes(text, LANGUAGE_BYTES);
    WordShares shares = count_words(text, lexicon);
    bool is_english = shares.words >= FEWEST_ENGLISH_WORDS &&
                      is_share(shares.english, shares.words, ENGLISH_PERCENT);
    if (is_english) return STR("en");
    Str tag = primary_tag(declared, arena);
    LanguageGuess guess = language_guess(first_bytes(text, GUESSED_BYTES), tag);
    if (is_believed(&guess, &shares, tag)) return arena_copy_str(arena, str_from_cstring(guess.code));
    if (shares.words < SURE_WORDS) return tag.len > 0 ? tag : STR("en");
    if (is_share(shares.english, shares.words, FOREIGN_PERCENT)) return STR("en");
    return STR("und");
}
