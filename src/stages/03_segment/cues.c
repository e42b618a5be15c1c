#include "cues.h"

#include "base/hash.h"
#include "text/utf8.h"

#define LONGEST_SHAPED_BYTES 24
#define LONGEST_LINE 100u /* bytes; one of a paragraph that no typist broke */

/* Kinds of cues; the number goes into the hash, so that a new one is added at the end. */
enum CueKind {
    CUE_FORM = 1,
    CUE_SHAPE = 16,
    CUE_TAIL = 32,
    CUE_PAIR = 48,
    CUE_PLACE = 80,
    CUE_WORD = 112,
};

static uint32_t mix(uint32_t kind, uint32_t first, uint32_t second)
{
    uint64_t hash = kind * 0x9E3779B97F4A7C15u + first * 0xC2B2AE3D27D4EB4Fu;
    hash ^= hash >> 29;
    hash = (hash + second) * 0xBF58476D1CE4E5B9u;
    return (uint32_t)(hash >> 32) ^ (uint32_t)hash;
}

static void add(Cues *cues, uint32_t kind, uint32_t first, uint32_t second)
{
    assert(cues->count < MOST_CUES);
    cues->values[cues->count++] = mix(kind, first, second);
}

static uint32_t class_of_byte(unsigned char byte)
{
    if (byte >= '0' && byte <= '9') return 'd';
    if (byte >= 'a' && byte <= 'z') return 'x';
    if (byte >= 'A' && byte <= 'Z') return 'X';
    return byte >= 0x80 ? 'u' : byte;
}

#define SHAPE_ADDRESS 5u /* of the net, whatever it is made of */

static bool is_address(Str text)
{
    return text.len > 4 && (str_find(text, STR("://"), 0) != STR_NOT_FOUND ||
                            str_starts(text, STR("www.")) ||
                            memchr(text.data + 1, '@', text.len - 1) != NULL);
}

/* Runs of one class count once, of digits and capitals up to two and four times. */
static uint32_t shape_of(Str text)
{
    uint32_t shape = 0, run = 0, last = 0;
    if (is_address(text)) return SHAPE_ADDRESS;
    uint32_t limit = text.len < LONGEST_SHAPED_BYTES ? text.len : LONGEST_SHAPED_BYTES;
    for (uint32_t i = 0; i < limit; i++) {
        uint32_t class = class_of_byte((unsigned char)text.data[i]);
        run = class == last ? run + 1 : 1;
        last = class;
        uint32_t most = class == 'd' ? 4 : class == 'X' ? 2 : 1;
        if (run <= most) shape = (shape ^ class) * 0x01000193u + 1;
    }
    return shape;
}

static bool may_end_sentence(const Token *token, Str text)
{
    if (token->kind != TOKEN_PUNCT) return false;
    char first = text.data[0];
    return first == '.' || first == '!' || first == '?';
}

CueLine cues_of_paragraph(const Document *doc, TokenRange range, Arena *arena)
{
    uint32_t count = range.end - range.first, to_mark = FARTHEST_MARK;
    TokenCue *tokens = arena_new_items(arena, TokenCue, count);
    for (uint32_t i = count; i-- > 0;) {
        const Token *token = document_token(doc, range.first + i);
        Str text = document_str(doc, token->span);
        Str lower = token->lower;
        uint32_t tail = lower.len < 2 ? 0 : lower.len - 2;
        if (may_end_sentence(token, text))
            to_mark = 0;
        else if (to_mark < FARTHEST_MARK)
            to_mark++;
        tokens[i] = (TokenCue){
            .form = (uint32_t)hash_bytes(lower.data, lower.len, 0),
            .shape = shape_of(text),
            .tail = (uint32_t)hash_bytes(lower.data + tail, lower.len - tail, 1),
            .to_mark = to_mark,
        };
    }
    return (CueLine){doc, range, tokens};
}

/* The token at a distance from index; one that no text has outside the paragraph. */
static TokenCue cue_at(const CueLine *line, uint32_t index, int distance)
{
    int64_t at = (int64_t)index + distance;
    if (at < line->range.first) return (TokenCue){.form = 1, .shape = 1, .tail = 1};
    if (at >= line->range.end) return (TokenCue){.form = 2, .shape = 2, .tail = 2};
    return line->tokens[at - line->range.first];
}

/* 0 to 4 one by one, then wider and wider. */
static uint32_t bucket(uint32_t count)
{
    static const uint32_t limits[] = {0, 1, 2, 3, 4, 6, 9, 13, 20, 40};
    uint32_t at = 0;
    while (at + 1 < COUNT(limits) && count >= limits[at + 1]) at++;
    return at;
}

static bool has_space_before(const CueLine *line, uint32_t index)
{
    return (document_token(line->doc, index)->flags & TOKEN_SPACE_BEFORE) != 0;
}

/* 0 if no line ends before the token, else 1 and more by how long the line before is. */
static uint32_t line_end_before(const CueLine *line, uint32_t index)
{
    Str text = line->doc->text;
    uint32_t start = document_token(line->doc, index)->span.start;
    uint32_t before = document_token(line->doc, index - 1)->span.end;
    bool has_break = start > before && memchr(text.data + before, '\n', start - before) != NULL;
    if (!has_break) return 0;
    uint32_t len = 0;
    while (len < LONGEST_LINE && len < before && text.data[before - 1 - len] != '\n') len++;
    return 1 + len / 10;
}

static void add_single(const CueLine *line, uint32_t next, Cues *out)
{
    for (int distance = -3; distance <= 2; distance++) {
        TokenCue cue = cue_at(line, next, distance);
        uint32_t place = (uint32_t)(distance + 3);
        add(out, CUE_FORM + place, cue.form, 0);
        add(out, CUE_SHAPE + place, cue.shape, 0);
    }
    add(out, CUE_SHAPE + 6, cue_at(line, next, 3).shape, 0);
    add(out, CUE_SHAPE + 7, cue_at(line, next, -4).shape, 0);
    add(out, CUE_TAIL, cue_at(line, next, -1).tail, 0);
    add(out, CUE_TAIL + 1, cue_at(line, next, 0).tail, 0);
}

static void add_pairs(const CueLine *line, uint32_t next, Cues *out)
{
    TokenCue before = cue_at(line, next, -1), after = cue_at(line, next, 0);
    TokenCue earlier = cue_at(line, next, -2), later = cue_at(line, next, 1);
    add(out, CUE_PAIR, before.form, after.form);
    add(out, CUE_PAIR + 1, before.form, after.shape);
    add(out, CUE_PAIR + 2, before.shape, after.form);
    add(out, CUE_PAIR + 3, before.shape, after.shape);
    add(out, CUE_PAIR + 4, earlier.form, before.form);
    add(out, CUE_PAIR + 5, after.form, later.form);
    add(out, CUE_PAIR + 6, earlier.shape, before.shape);
    add(out, CUE_PAIR + 7, after.shape, later.shape);
    uint32_t left = mix(0, earlier.shape, before.shape), right = mix(0, after.shape, later.shape);
    add(out, CUE_PAIR + 8, left, right);
    add(out, CUE_PAIR + 9, left, after.shape);
    add(out, CUE_PAIR + 10, before.shape, right);
    add(out, CUE_PAIR + 11, cue_at(line, next, -3).shape, left);
    add(out, CUE_PAIR + 12, right, cue_at(line, next, 2).shape);
}

static void add_places(const Gap *gap, Cues *out)
{
    const CueLine *line = gap->line;
    uint32_t next = gap->next, start = gap->start;
    TokenCue before = cue_at(line, next, -1), after = cue_at(line, next, 0);
    uint32_t rule = gap->sign << 3 | (uint32_t)gap->rule_ends << 2 |
                    (uint32_t)gap->after_quote << 1 | has_space_before(line, next);
    uint32_t len = bucket(next - start), rest = bucket(line->range.end - next);
    bool is_first = start == line->range.first;
    uint32_t open = (gap->brackets > 2 ? 2 : gap->brackets) << 1 | gap->in_quote;
    uint32_t last = cue_at(line, line->range.end, -1).to_mark == 0;
    add(out, CUE_PLACE, rule, 0);
    add(out, CUE_PLACE + 1, rule, after.shape);
    add(out, CUE_PLACE + 2, rule, before.shape);
    add(out, CUE_PLACE + 3, len << 1 | is_first, 0);
    add(out, CUE_PLACE + 4, len << 1 | is_first, mix(0, before.shape, after.shape));
    add(out, CUE_PLACE + 5, rest, 0);
    add(out, CUE_PLACE + 6, open, rule);
    add(out, CUE_PLACE + 7, open, before.shape);
    add(out, CUE_PLACE + 8, after.to_mark, rule);
    add(out, CUE_PLACE + 9, after.to_mark, after.shape);
    add(out, CUE_PLACE + 10, cue_at(line, start, 0).form, is_first);
    add(out, CUE_PLACE + 11, cue_at(line, start, 0).shape, len);
    add(out, CUE_PLACE + 12, last, rule);
    uint32_t line_end = line_end_before(line, next);
    add(out, CUE_PLACE + 14, line_end, rule);
    add(out, CUE_PLACE + 15, line_end, after.shape);
    add(out, CUE_PLACE + 16, line_end, before.shape);
    add(out, CUE_PLACE + 13, rest, mix(last, before.shape, after.shape));
}

void cues_of_gap(const Gap *gap, Cues *out)
{
    assert(gap->next > gap->start && gap->next < gap->line->range.end);
    out->count = 0;
    add_single(gap->line, gap->next, out);
    add_pairs(gap->line, gap->next, out);
    add_places(gap, out);
}

void cues_of_word(const CueLine *line, uint32_t index, Cues *out)
{
    TokenCue word = cue_at(line, index, 0);
    out->count = 0;
    add(out, CUE_WORD, word.form, 0);
    add(out, CUE_WORD + 1, word.form, word.shape);
    for (int distance = -2; distance <= 3; distance++) {
        TokenCue cue = cue_at(line, index, distance);
        uint32_t place = CUE_WORD + 8 + 4 * (uint32_t)(distance + 2);
        if (distance == 0) continue;
        add(out, place, cue.form, 0);
        add(out, place + 1, cue.form, word.form);
        add(out, place + 2, cue.tail, word.form);
        add(out, place + 3, cue.shape, word.form);
    }
    TokenCue before = cue_at(line, index, -1), after = cue_at(line, index, 1);
    TokenCue later = cue_at(line, index, 2);
    add(out, CUE_WORD + 2, before.form, after.form);
    add(out, CUE_WORD + 3, before.tail, after.tail);
    add(out, CUE_WORD + 4, after.form, later.form);
    add(out, CUE_WORD + 5, after.tail, later.tail);
    add(out, CUE_WORD + 6, has_space_before(line, index), before.shape);
}
