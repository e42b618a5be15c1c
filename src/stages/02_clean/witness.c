#include "witness.h"

#include "base/buffer.h"
#include "base/hash.h"
#include "text/utf8.h"
#include "words.h"

#define SHINGLE_WORDS 3
#define MOST_WITNESS_BYTES (256u << 10) /* of one page: longer articles are told by their start */

/* ---- Shingles --------------------------------------------------------------------------------- */

/* Runs of letters and figures, without regard to ASCII case; what is not ASCII counts as letters,
 * but for the marks U+2000 to U+206F. */
static bool next_word(Str text, uint32_t *at, uint64_t *out_hash)
{
    uint64_t hash = 0xCBF29CE484222325u;
    bool has_begun = false;
    for (uint32_t i = *at; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.data[i];
        bool is_mark = byte == 0xE2 && i + 2 < text.len &&
                       ((unsigned char)text.data[i + 1] == 0x80 ||
                        (unsigned char)text.data[i + 1] == 0x81);
        bool is_word = !is_mark && (byte >= 0x80 || ascii_is_letter(text.data[i]) ||
                                    (byte >= '0' && byte <= '9'));
        if (is_word) {
            if (byte >= 'A' && byte <= 'Z') byte |= 0x20;
            hash = (hash ^ byte) * 0x100000001B3u;
            has_begun = true;
        } else if (has_begun) {
            *at = i;
            *out_hash = hash;
            return true;
        } else if (is_mark) {
            i += 2;
        }
    }
    *at = text.len;
    *out_hash = hash;
    return has_begun;
}

typedef struct Shingler {
    Str text;
    uint32_t at;
    uint32_t words;
    uint64_t last[SHINGLE_WORDS];
} Shingler;

static bool next_shingle(Shingler *shingler, uint64_t *out)
{
    uint64_t word;
    while (next_word(shingler->text, &shingler->at, &word)) {
        shingler->last[shingler->words++ % SHINGLE_WORDS] = word;
        if (shingler->words < SHINGLE_WORDS) continue;
        uint64_t hash = 0;
        for (uint32_t i = 0; i < SHINGLE_WORDS; i++)
            hash = (hash ^ shingler->last[(shingler->words + i) % SHINGLE_WORDS]) *
                   0x9E3779B97F4A7C15u;
        *out = hash ^ hash >> 29;
        return true;
    }
    return false;
}

Witness witness_of_text(Str text, Arena *arena)
{
    if (text.len > MOST_WITNESS_BYTES) text.len = MOST_WITNESS_BYTES;
    if (text.len == 0) return (Witness){0};
    /* Of every two bytes at most one begins a word, and a tally has room for twice its keys. */
    Witness witness = {.shingles = tally_new(text.len / 4 + 1, arena)};
    Shingler shingler = {.text = text};
    for (uint64_t shingle; next_shingle(&shingler, &shingle);)
        tally_add(&witness.shingles, shingle);
    witness.words = shingler.words;
    return witness;
}

float witness_share(const Witness *witness, Str text)
{
    if (witness->words < SHINGLE_WORDS) return 0;
    Shingler shingler = {.text = text};
    uint32_t all = 0, found = 0;
    for (uint64_t shingle; next_shingle(&shingler, &shingle); all++)
        found += tally_count(&witness->shingles, shingle) > 0;
    return all == 0 ? 0 : (float)found / (float)all;
}

/* ---- articleBody ------------------------------------------------------------------------------ */

static uint32_t read_hex(Str text, uint32_t at)
{
    uint32_t value = 0;
    for (uint32_t i = 0; i < 4; i++) {
        char c = at + i < text.len ? text.data[at + i] : 'x';
        uint32_t digit = c >= '0' && c <= '9'   ? (uint32_t)(c - '0')
                         : c >= 'a' && c <= 'f' ? (uint32_t)(c - 'a' + 10)
                         : c >= 'A' && c <= 'F' ? (uint32_t)(c - 'A' + 10)
                                                : UTF8_BAD;
        if (digit == UTF8_BAD) return UTF8_BAD;
        value = value * 16 + digit;
    }
    return value;
}

/* One escape at text.data[at], a backslash; returns the bytes it takes. What it stands for is only
 * needed for words: halves of surrogate pairs and controls become a space. */
static uint32_t add_escape(Str text, uint32_t at, Buffer *out)
{
    char kind = at + 1 < text.len ? text.data[at + 1] : ' ';
    uint32_t value = kind == 'u' ? read_hex(text, at + 2) : UTF8_BAD;
    if (value != UTF8_BAD) {
        char bytes[4] = " ";
        bool is_half = value < ' ' || (value >= 0xD800 && value < 0xE000);
        buffer_add(out, bytes, is_half ? 1 : utf8_encode(value, bytes));
        return 6;
    }
    bool is_itself = kind == '"' || kind == '\\' || kind == '/';
    buffer_add(out, is_itself ? &kind : " ", 1);
    return 2;
}

/* The JSON string that begins after its quotation mark at `at`, markup in it left out; returns
 * where it ends. Not by the JSON reader: here broken linked data is of use too. */
static uint32_t add_string(Str text, uint32_t at, Buffer *out)
{
    bool is_in_tag = false;
    while (at < text.len && text.data[at] != '"' && out->len < MOST_WITNESS_BYTES) {
        if (text.data[at] == '\\') {
            at += add_escape(text, at, out);
            continue;
        }
        if (text.data[at] == '<') is_in_tag = true;
        buffer_add(out, is_in_tag ? " " : text.data + at, 1);
        if (text.data[at] == '>') is_in_tag = false;
        at++;
    }
    return at;
}

static void add_bodies(Str script, Buffer *out)
{
    static const Str key = STR_INIT("\"articleBody\"");
    uint32_t at = 0;
    while ((at = str_find(script, key, at)) != STR_NOT_FOUND) {
        at += key.len;
        while (at < script.len && (ascii_is_space(script.data[at]) || script.data[at] == ':')) at++;
        if (at >= script.len || script.data[at] != '"') continue;
        at = add_string(script, at + 1, out);
        buffer_add(out, "\n", 1);
    }
}

Witness witness_read_body(const HtmlTree *tree, Arena *arena)
{
    Buffer text = {0};
    const HtmlNode *root = tree->document;
    for (const HtmlNode *node = root; node != NULL; node = html_next(root, node)) {
        if (node->kind != HTML_ELEMENT || node->tag != HTML_TAG_script) continue;
        Str type = html_attribute_value(node, STR("type"));
        if (str_find_ignoring_case(type, STR("ld+json"), 0) == STR_NOT_FOUND) continue;
        for (const HtmlNode *child = node->first_child; child != NULL; child = child->next)
            if (child->kind == HTML_TEXT && text.len < MOST_WITNESS_BYTES)
                add_bodies(child->text.value, &text);
    }
    Witness witness = witness_of_text(buffer_str(&text), arena);
    buffer_release(&text);
    return witness;
}
