#include "features.h"

#include <math.h>

#include "text/utf8.h"

/* What a walk over the characters counts. */
typedef struct Characters {
    uint32_t letters;
    uint32_t uppers;
    uint32_t digits;
    uint32_t commas;
    uint32_t marks; /* bars, arrows, bullets, slashes */
    uint32_t stops; /* full stops and the like before a space or the end */
    bool has_copyright;
    bool has_address;
} Characters;

#define MOST_MEASURED_BYTES 2000 /* the rest of a long text is as its start */

static void count_ascii(Characters *counts, Str text, uint32_t i)
{
    char c = text.data[i];
    bool is_last = i + 1 == text.len || text.data[i + 1] == ' ' || text.data[i + 1] == '"';
    counts->letters += ascii_is_letter(c);
    counts->uppers += c >= 'A' && c <= 'Z';
    counts->digits += ascii_is_digit(c);
    counts->commas += c == ',';
    counts->marks += c == '|' || c == '/' || c == '>' || c == '<' || c == '*';
    counts->stops += is_last && (c == '.' || c == '!' || c == '?');
    counts->has_address |= c == '@';
}

static Characters count_characters(Str text)
{
    Characters counts = {0};
    for (uint32_t i = 0, used = 1; i < text.len; i += used) {
        used = 1;
        if ((text.data[i] & 0x80) == 0) {
            count_ascii(&counts, text, i);
            continue;
        }
        uint32_t character = utf8_decode(text, i, &used);
        counts.letters += word_is_letter(character);
        counts.uppers += word_is_upper(character);
        counts.marks += character == 0xBB || character == 0x203A || character == 0x2022 ||
                        character == 0xB7 || character == 0xAB || character == 0x2192;
        counts.stops += character == 0x2026 || character == 0x3002;
        counts.has_copyright |= character == 0xA9;
    }
    counts.has_address |= str_find(text, STR("http"), 0) != STR_NOT_FOUND ||
                          str_find(text, STR("www."), 0) != STR_NOT_FOUND;
    return counts;
}

/* ---- Words ------------------------------------------------------------------------------------ */

typedef struct WordCounts {
    uint32_t all;
    uint32_t small; /* one to three small letters */
    uint32_t bytes;
    float sum; /* of weights */
    float least;
    float most;
} WordCounts;

#define MOST_LINE_WORDS 40 /* whose weights are looked up: of a long text its first */

static WordCounts count_words(const Page *page, Str text)
{
    Word words[SHAPE_WORDS];
    uint32_t count = words_read(text, words, SHAPE_WORDS), weighed = 0;
    WordCounts counts = {0};
    for (uint32_t i = 0; i < count; i++) {
        if (words[i].kind == WORD_MARK) continue;
        counts.all++;
        counts.bytes += span_len(words[i].span);
        bool is_small = words[i].kind == WORD_LETTERS && !words[i].is_capitalised;
        counts.small += is_small && span_len(words[i].span) <= 3;
        float weight = 0;
        if (weighed++ >= MOST_LINE_WORDS) continue;
        lexicon_weight(&page->lexicon->line_weights, word_str(text, &words[i]), &weight);
        counts.sum += weight;
        if (weight < counts.least) counts.least = weight;
        if (weight > counts.most) counts.most = weight;
    }
    if (weighed > MOST_LINE_WORDS) weighed = MOST_LINE_WORDS;
    if (weighed > 0) counts.sum /= (float)weighed;
    return counts;
}

static float share(uint32_t part, uint32_t whole)
{
    return whole == 0 ? 0 : (float)part / (float)whole;
}

static float size_of(uint32_t count)
{
    return log2f(1 + (float)count);
}

static void set_shape(const Shape *shape, Str text, float *values)
{
    uint32_t used = 1, first = text.len > 0 ? utf8_decode(text, 0, &used) : 0;
    bool is_letter = word_is_letter(first);
    values[FEATURE_function_share] = share(shape->function, shape->letters);
    values[FEATURE_capital_share] = share(shape->capitalised, shape->letters);
    values[FEATURE_ends_sentence] = shape->ends_sentence;
    values[FEATURE_ends_colon] = shape->ends_colon;
    values[FEATURE_ends_question] = text.len > 0 && text.data[text.len - 1] == '?';
    values[FEATURE_has_quote] = shape->has_quote;
    values[FEATURE_starts_small] = is_letter && !word_is_upper(first);
    values[FEATURE_starts_mark] = !is_letter && !word_is_digit(first) && !shape->has_quote;
}

void features_read_text(const Page *page, uint32_t i, float *values)
{
    const Piece *piece = &page->work->pieces.items[i];
    Str text = piece_text(page->work, piece);
    values[FEATURE_text_len] = size_of(text.len);
    values[FEATURE_link_share] = share(piece->link_len, text.len);
    values[FEATURE_unlinked_len] =
        size_of(text.len > piece->link_len ? text.len - piece->link_len : 0);
    if (text.len > MOST_MEASURED_BYTES) text.len = MOST_MEASURED_BYTES;
    WordCounts words = count_words(page, text);
    values[FEATURE_words] = size_of(words.all);
    values[FEATURE_small_share] = share(words.small, words.all);
    values[FEATURE_word_len] = share(words.bytes, words.all);
    values[FEATURE_line_words] = words.sum;
    values[FEATURE_line_words_least] = words.least;
    values[FEATURE_line_words_most] = words.most;
    Characters counts = count_characters(text);
    values[FEATURE_upper_share] = share(counts.uppers, counts.letters);
    values[FEATURE_sentences] = size_of(counts.stops);
    values[FEATURE_comma_share] = share(counts.commas, words.all);
    values[FEATURE_digit_share] = share(counts.digits, text.len);
    values[FEATURE_mark_share] = share(counts.marks, text.len);
    values[FEATURE_has_address] = counts.has_address;
    values[FEATURE_has_copyright] = counts.has_copyright;
    set_shape(&page->pieces.items[i].shape, piece_text(page->work, piece), values);
}
