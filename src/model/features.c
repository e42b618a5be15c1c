#include "model/features.h"

#include "base/hash.h"
#include "model/weights.h"
#include "text/utf8.h"

#define LONGEST_HASHED_WORD 64 /* bytes; what is longer is no word, and its head will do */
#define FORM_SEED 1
#define PREFIX_SEED 2
#define SUFFIX_SEED 3
#define SHAPE_SEED 4

static uint32_t hash_part(const char *bytes, uint32_t len, uint64_t seed)
{
    uint32_t hash = (uint32_t)hash_bytes(bytes, len, seed);
    return hash == 0 ? 1 : hash; /* 0 says that there is none */
}

static uint32_t copy_with_zeros(Str word, char out[LONGEST_HASHED_WORD])
{
    uint32_t len = word.len < LONGEST_HASHED_WORD ? word.len : LONGEST_HASHED_WORD;
    for (uint32_t i = 0; i < len; i++) {
        char c = word.data[i];
        out[i] = c >= '0' && c <= '9' ? '0' : c;
    }
    return len;
}

uint32_t word_key(Str lower)
{
    char plain[LONGEST_HASHED_WORD];
    return hash_part(plain, copy_with_zeros(lower, plain), 0);
}

static bool is_inside_character(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

static void build_affixes(const char *word, uint32_t len, WordAtoms *atoms)
{
    uint32_t end = 0;
    uint32_t start = len;
    for (uint32_t n = 0; n < LONGEST_AFFIX; n++) {
        if (end < len) end++;
        while (end < len && is_inside_character(word[end])) end++;
        if (start > 0) start--;
        while (start > 0 && is_inside_character(word[start])) start--;
        atoms->prefix[n] = end < len ? hash_part(word, end, PREFIX_SEED) : 0;
        atoms->suffix[n] = start > 0 ? hash_part(word + start, len - start, SUFFIX_SEED) : 0;
    }
}

static char shape_of(uint32_t character)
{
    if (character < 0x80) {
        if (character >= 'a' && character <= 'z') return 'x';
        if (character >= 'A' && character <= 'Z') return 'X';
        if (character >= '0' && character <= '9') return '0';
        return (char)character;
    }
    if (utf8_is_upper(character)) return 'X';
    if (utf8_is_letter(character)) return 'x';
    return utf8_is_digit(character) ? '0' : '?';
}

/* Runs are cut to two: "Washington" and "Xi" are both of a short list of shapes. */
static uint32_t build_shape(Str form, LetterCase letter_case)
{
    char shape[LONGEST_HASHED_WORD + 1];
    uint32_t len = 0;
    shape[len++] = (char)('0' + (int)letter_case);
    for (uint32_t at = 0, used; at < form.len && len < LONGEST_HASHED_WORD; at += used) {
        char c = shape_of(utf8_decode(form, at, &used));
        if (len > 2 && shape[len - 1] == c && shape[len - 2] == c) continue;
        shape[len++] = c;
    }
    return hash_part(shape, len, SHAPE_SEED);
}

typedef struct CaseCounts {
    uint32_t words; /* that start with a letter and have three letters or more */
    uint32_t lower;
    uint32_t capitalised;
    uint32_t upper;
} CaseCounts;

static void count_case(Str form, CaseCounts *counts)
{
    if (form.len < 3) return;
    uint32_t first_len;
    uint32_t last_len;
    uint32_t first = utf8_decode(form, 0, &first_len);
    uint32_t last = utf8_decode_before(form, form.len, &last_len);
    if (!utf8_is_letter(first) || !utf8_is_letter(last)) return;
    counts->words++;
    if (!utf8_is_upper(first))
        counts->lower++;
    else if (utf8_is_upper(last))
        counts->upper++;
    else
        counts->capitalised++;
}

#define FEWEST_WORDS_OF_HEADLINE 3

static LetterCase find_letter_case(const SyntaxWord *words, uint32_t count)
{
    CaseCounts counts = {0};
    for (uint32_t i = 0; i < count; i++) count_case(words[i].form, &counts);
    if (counts.words < FEWEST_WORDS_OF_HEADLINE) return CASE_SENTENCE;
    if (counts.lower == counts.words) return CASE_LOWER;
    if (counts.upper * 10 >= counts.words * 8) return CASE_CAPITALS;
    if (counts.lower * 4 <= counts.words) return CASE_TITLE;
    return CASE_SENTENCE;
}

static uint32_t find_cluster(const WordClusters *clusters, uint32_t key)
{
    uint32_t low = 0;
    uint32_t high = clusters->count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        uint32_t found = read_u32(clusters->keys + 4 * (size_t)middle);
        if (found == key) return clusters->clusters[middle];
        if (found < key)
            low = middle + 1;
        else
            high = middle;
    }
    return 0;
}

void atoms_build(const SyntaxWord *words, uint32_t count, const WordClusters *clusters,
                 WordAtoms *atoms)
{
    LetterCase letter_case = find_letter_case(words, count);
    for (uint32_t i = 0; i < count; i++) {
        char plain[LONGEST_HASHED_WORD];
        uint32_t len = copy_with_zeros(words[i].lower, plain);
        atoms[i].lower = hash_part(plain, len, 0);
        build_affixes(plain, len, &atoms[i]);
        len = copy_with_zeros(words[i].form, plain);
        atoms[i].form = hash_part(plain, len, FORM_SEED);
        atoms[i].shape = build_shape(words[i].form, letter_case);
        atoms[i].cluster = find_cluster(clusters, atoms[i].lower);
    }
}
