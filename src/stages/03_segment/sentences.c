#include "sentences.h"

#include "text/utf8.h"

/* "WASHINGTON, United States, September 27, 2024. /TASS/." */
#define LONGEST_DATELINE 14
#define LONGEST_LABEL 8 /* "What the two capitals are saying:" */

typedef struct Splitter {
    const SegmentLexicon *lexicon;
    const EndJudge *judge;
    Document *doc;
    const CueLine *line;
    TokenRange range;
    uint32_t start; /* first token of the sentence at hand */
    uint32_t block;
    unsigned brackets; /* that stand open in it */
    bool in_quote;
} Splitter;

static const Token *token_at(const Splitter *splitter, uint32_t index)
{
    return &splitter->doc->tokens.items[index];
}

static Str text_at(const Splitter *splitter, uint32_t index)
{
    return document_str(splitter->doc, token_at(splitter, index)->span);
}

static bool has_flag(const Splitter *splitter, uint32_t index, uint32_t flag)
{
    return (token_at(splitter, index)->flags & flag) != 0;
}

static bool is_mark(const Splitter *splitter, uint32_t index, char mark)
{
    Str text = text_at(splitter, index);
    return text.len == 1 && text.data[0] == mark;
}

typedef enum Ending {
    ENDING_NONE,
    ENDING_STOP,
    ENDING_SHOUT,        /* "!", "?", "?!" */
    ENDING_ELLIPSIS,     /* "...", "…" */
    ENDING_ABBREVIATION, /* "Inc.", "U.S.": the stop may be both */
} Ending;

static Ending ending_of_mark(Str text)
{
    uint32_t len;
    uint32_t first = utf8_decode(text, 0, &len);
    switch (first) {
    case '.':
    case '!':
    case '?': break;
    case 0x2026: return ENDING_ELLIPSIS;
    case 0x3002:
    case 0x0964:
    case 0x06D4:
    case 0xFF0E: return ENDING_STOP;
    case 0xFF01:
    case 0xFF1F:
    case 0x203C:
    case 0x2047:
    case 0x2048:
    case 0x2049:
    case 0x061F: return ENDING_SHOUT;
    default: return ENDING_NONE;
    }
    if (text.len == 1) return first == '.' ? ENDING_STOP : ENDING_SHOUT;
    for (uint32_t i = 0; i < text.len; i++)
        if (text.data[i] != '.') return ENDING_SHOUT;
    return ENDING_ELLIPSIS;
}

/* "J." but not "a.m." */
static bool is_initial(Str word)
{
    uint32_t len;
    return utf8_is_upper(utf8_decode(word, 0, &len)) && word.len == len + 1;
}

static Ending ending_at(const Splitter *splitter, uint32_t index)
{
    const Token *token = token_at(splitter, index);
    Str text = text_at(splitter, index);
    if (token->kind == TOKEN_PUNCT) return ending_of_mark(text);
    if (token->kind != TOKEN_WORD || text.data[text.len - 1] != '.') return ENDING_NONE;
    if (is_initial(text)) return ENDING_NONE;
    AbbreviationUse use = segment_lexicon_abbreviation(splitter->lexicon, text);
    bool is_bound = use == ABBREVIATION_TITLE || use == ABBREVIATION_NUMBER;
    return is_bound ? ENDING_NONE : ENDING_ABBREVIATION;
}

static bool is_closing_bracket(const Splitter *splitter, uint32_t index)
{
    return is_mark(splitter, index, ')') || is_mark(splitter, index, ']') ||
           is_mark(splitter, index, '}');
}

/* "[12]" after a stop, as references stand; tokens used. */
static uint32_t match_reference(const Splitter *splitter, uint32_t index)
{
    if (index + 2 >= splitter->range.end || !is_mark(splitter, index, '[')) return 0;
    bool is_reference = token_at(splitter, index + 1)->kind == TOKEN_NUMBER &&
                        is_mark(splitter, index + 2, ']') &&
                        !has_flag(splitter, index, TOKEN_SPACE_BEFORE);
    return is_reference ? 3 : 0;
}

/* Past the marks that still belong to a sentence which ends at `index`. */
static uint32_t skip_closers(const Splitter *splitter, uint32_t index, bool *out_has_quote)
{
    uint32_t next = index + 1;
    *out_has_quote = false;
    while (next < splitter->range.end) {
        uint32_t reference = match_reference(splitter, next);
        bool is_quote = has_flag(splitter, next, TOKEN_CLOSES_QUOTE);
        bool is_glued = !has_flag(splitter, next, TOKEN_SPACE_BEFORE);
        bool is_more = is_glued && (ending_at(splitter, next) == ENDING_STOP ||
                                    ending_at(splitter, next) == ENDING_SHOUT);
        if (!is_quote && !is_more && !is_closing_bracket(splitter, next) && reference == 0) break;
        *out_has_quote |= is_quote;
        next += reference != 0 ? reference : 1;
    }
    return next;
}

static uint32_t first_char(const Splitter *splitter, uint32_t index)
{
    uint32_t len;
    return utf8_decode(text_at(splitter, index), 0, &len);
}

static bool starts_lower(const Splitter *splitter, uint32_t index)
{
    uint32_t character = first_char(splitter, index);
    return utf8_is_letter(character) && !utf8_is_upper(character) &&
           token_at(splitter, index)->kind == TOKEN_WORD;
}

/* The last letter of the token is a lower one. */
static bool ends_lower(const Splitter *splitter, uint32_t index)
{
    Str text = text_at(splitter, index);
    char last = text.data[text.len - 1];
    return last >= 'a' && last <= 'z';
}

static bool is_capitalised(const Splitter *splitter, uint32_t index)
{
    return has_flag(splitter, index, TOKEN_CAPITALISED);
}

static bool is_starter(const Splitter *splitter, uint32_t index)
{
    return is_capitalised(splitter, index) &&
           segment_lexicon_has(splitter->lexicon, text_at(splitter, index), WORD_STARTER);
}

/* ", said" or "Putin said" or "the Russian leader said" after a quotation. */
static bool is_speech_frame(const Splitter *splitter, uint32_t index, bool must_end)
{
    uint32_t limit = index + 6;
    for (uint32_t i = index; i < splitter->range.end && i < limit; i++) {
        if (token_at(splitter, i)->kind != TOKEN_WORD) return false;
        if (!segment_lexicon_has(splitter->lexicon, text_at(splitter, i), WORD_SPEECH)) continue;
        if (i == index) return false;
        bool ends = i + 1 >= splitter->range.end || is_mark(splitter, i + 1, '.');
        bool pauses = !must_end && i + 1 < splitter->range.end && is_mark(splitter, i + 1, ',');
        return ends || pauses || !must_end;
    }
    return false;
}

/* A number or letter that counts the paragraph: "1." "a)" */
static bool is_enumeration(const Splitter *splitter, uint32_t stop)
{
    if (stop != splitter->start + 1) return false;
    const Token *token = token_at(splitter, splitter->start);
    uint32_t bytes = span_len(token->span);
    return token->kind == TOKEN_NUMBER ? bytes <= 3 : bytes == 1 && token->kind == TOKEN_WORD;
}

static bool is_pausing_mark(const Splitter *splitter, uint32_t index)
{
    uint32_t character = first_char(splitter, index);
    return character == ',' || character == ';' || character == ':' || character == 0x2013 ||
           character == 0x2014 || character == '-';
}

static bool ends_after_quote(const Splitter *splitter, Ending ending, uint32_t next)
{
    if (starts_lower(splitter, next) || is_pausing_mark(splitter, next)) return false;
    return !is_speech_frame(splitter, next, ending == ENDING_STOP);
}

/* "greetings.The leader": no space, but the case tells. */
static bool ends_glued(const Splitter *splitter, uint32_t stop, uint32_t next)
{
    if (stop == splitter->start) return false;
    const Token *before = token_at(splitter, stop - 1);
    bool is_after_word = before->kind != TOKEN_WORD || span_len(before->span) > 1;
    bool is_year = token_at(splitter, next)->kind == TOKEN_NUMBER &&
                   span_len(token_at(splitter, next)->span) == 4 && span_len(before->span) >= 4;
    return is_after_word && (is_capitalised(splitter, next) || is_year ||
                             has_flag(splitter, next, TOKEN_OPENS_QUOTE));
}

/* "China|Chinese President": two words that the scanner parted where a heading ran into them. */
static bool is_glued_heading(const Splitter *splitter, uint32_t index)
{
    if (index + 1 >= splitter->range.end || has_flag(splitter, index + 1, TOKEN_SPACE_BEFORE))
        return false;
    const Token *left = token_at(splitter, index), *right = token_at(splitter, index + 1);
    return left->kind == TOKEN_WORD && right->kind == TOKEN_WORD &&
           left->span.end == right->span.start && is_capitalised(splitter, index + 1) &&
           !has_flag(splitter, index + 1, TOKEN_ALL_CAPS) && span_len(right->span) >= 2 &&
           ends_lower(splitter, index);
}

/* "SEOUL, Dec. 27. /TASS/. The leader": the stops of a dateline end no sentence. */
static bool is_in_dateline(const Splitter *splitter, uint32_t stop, uint32_t next)
{
    if (splitter->start != splitter->range.first || stop - splitter->start > LONGEST_DATELINE)
        return false;
    bool is_agency = next + 2 < splitter->range.end && is_mark(splitter, next, '/') &&
                     is_mark(splitter, next + 2, '/') &&
                     !has_flag(splitter, next + 1, TOKEN_SPACE_BEFORE);
    if (is_agency) return true;
    return stop > splitter->start && is_mark(splitter, stop - 1, '/');
}

static bool ends_after_stop(const Splitter *splitter, uint32_t stop, uint32_t next)
{
    if (is_enumeration(splitter, stop) || is_pausing_mark(splitter, next) ||
        is_in_dateline(splitter, stop, next))
        return false;
    if (!has_flag(splitter, next, TOKEN_SPACE_BEFORE)) return ends_glued(splitter, stop, next);
    return true;
}

static bool ends_after_ellipsis(const Splitter *splitter, uint32_t next)
{
    return is_capitalised(splitter, next) || has_flag(splitter, next, TOKEN_OPENS_QUOTE);
}

static bool ends_after_abbreviation(const Splitter *splitter, uint32_t next)
{
    return is_starter(splitter, next);
}

/* What the rules would say. */
static bool seems_end(const Splitter *splitter, Ending ending, uint32_t index, uint32_t next,
                      bool has_quote)
{
    if (has_quote) return ends_after_quote(splitter, ending, next);
    switch (ending) {
    case ENDING_NONE: return false;
    case ENDING_STOP: return ends_after_stop(splitter, index, next);
    case ENDING_SHOUT: return !is_pausing_mark(splitter, next);
    case ENDING_ELLIPSIS: return ends_after_ellipsis(splitter, next);
    case ENDING_ABBREVIATION: return ends_after_abbreviation(splitter, next);
    }
    return false;
}

/* "What Norway is saying: In a letter …": a run-in heading, asked at the start of a paragraph. */
static bool ends_label(const Splitter *splitter, uint32_t index)
{
    static const Str openers[] = {STR_INIT("what"), STR_INIT("why"), STR_INIT("how"),
                                  STR_INIT("who"), STR_INIT("when"), STR_INIT("where")};
    uint32_t first = splitter->range.first;
    if (splitter->start != first || !is_mark(splitter, index, ':') ||
        index - first > LONGEST_LABEL || index + 1 >= splitter->range.end)
        return false;
    if (!has_flag(splitter, index + 1, TOKEN_SPACE_BEFORE) || !is_capitalised(splitter, index + 1))
        return false;
    for (size_t i = 0; i < COUNT(openers); i++)
        if (str_equal(token_at(splitter, first)->lower, openers[i])) return true;
    return false;
}

/* Where to cut a sentence that is too long: after the last semicolon, else comma, of its second
 * half. */
static uint32_t find_cut(const Splitter *splitter)
{
    uint32_t end = splitter->start + LONGEST_SENTENCE_TOKENS, comma = end;
    for (uint32_t i = end; i > splitter->start + LONGEST_SENTENCE_TOKENS / 2; i--) {
        if (is_mark(splitter, i - 1, ';')) return i;
        if (comma == end && is_mark(splitter, i - 1, ',')) comma = i;
    }
    return comma;
}

static void add_sentence(Splitter *splitter, uint32_t end)
{
    assert(end > splitter->start);
    uint32_t index = splitter->doc->sentences.count;
    Sentence *sentence = list_add(splitter->doc->arena, &splitter->doc->sentences);
    sentence->tokens = (TokenRange){splitter->start, end};
    sentence->span = document_tokens_span(splitter->doc, sentence->tokens);
    sentence->block = splitter->block;
    sentence->root = NONE;
    for (uint32_t i = splitter->start; i < end; i++)
        splitter->doc->tokens.items[i].sentence = index;
    splitter->start = end;
    splitter->brackets = 0;
    splitter->in_quote = false;
}

/* A mark that no sentence begins with. */
static bool is_trailing_mark(const Splitter *splitter, uint32_t index)
{
    uint32_t character = first_char(splitter, index);
    return character == ',' || character == ';' || character == ':' || character == '%' ||
           character == '/' || has_flag(splitter, index, TOKEN_CLOSES_QUOTE) ||
           is_closing_bracket(splitter, index) || ending_at(splitter, index) == ENDING_STOP;
}

/* Whether no end without a mark can stand between next and the token before it. */
static bool is_within_sentence(const Splitter *splitter, uint32_t next)
{
    const Token *before = token_at(splitter, next - 1);
    Str text = document_str(splitter->doc, before->span);
    if (!has_flag(splitter, next, TOKEN_SPACE_BEFORE) || is_trailing_mark(splitter, next))
        return true;
    if (has_flag(splitter, next - 1, TOKEN_OPENS_QUOTE)) return true;
    bool is_after_word = before->kind == TOKEN_WORD;
    if (is_after_word && text.data[text.len - 1] == '.') return true; /* "Gen." */
    return is_after_word && starts_lower(splitter, next);
}

/* "We met. They left." */
static bool is_plain_stop(const Splitter *splitter, Ending ending, uint32_t index, uint32_t next)
{
    if (ending != ENDING_STOP) return false;
    if (first_char(splitter, index) != '.') return true; /* the full stop of another script */
    return next == index + 1 && has_flag(splitter, next, TOKEN_SPACE_BEFORE) && is_capitalised(splitter, next);
}

static bool is_certain(const Splitter *splitter, Ending ending, uint32_t index, uint32_t next)
{
    if (ending == ENDING_NONE) return is_within_sentence(splitter, next);
    return ending == ENDING_ABBREVIATION || is_plain_stop(splitter, ending, index, next) ||
           is_in_dateline(splitter, index, next);
}

/* Counts what opens and closes in [from, to). */
static void pass_tokens(Splitter *splitter, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++) {
        if (has_flag(splitter, i, TOKEN_OPENS_QUOTE)) splitter->in_quote = true;
        if (has_flag(splitter, i, TOKEN_CLOSES_QUOTE)) splitter->in_quote = false;
        if (is_mark(splitter, i, '(') || is_mark(splitter, i, '[')) splitter->brackets++;
        if (is_closing_bracket(splitter, i) && splitter->brackets > 0) splitter->brackets--;
    }
}

/* Whether a sentence ends before next, by what stands at index. */
static bool is_end(const Splitter *splitter, Ending ending, uint32_t index, uint32_t next,
                   bool has_quote)
{
    bool seems = seems_end(splitter, ending, index, next, has_quote);
    if (is_certain(splitter, ending, index, next)) return seems;
    Gap gap = {.line = splitter->line, .start = splitter->start, .next = next, .sign = ending,
               .rule_ends = seems, .after_quote = has_quote, .brackets = splitter->brackets,
               .in_quote = splitter->in_quote};
    return splitter->judge->ends(splitter->judge->self, &gap);
}

/* Looks at the token and the marks after it that belong to its sentence; the first token after. */
static uint32_t pass_token(Splitter *splitter, uint32_t index)
{
    bool has_quote = false;
    if (is_glued_heading(splitter, index) || ends_label(splitter, index)) {
        add_sentence(splitter, index + 1);
        return index + 1;
    }
    Ending ending = ending_at(splitter, index);
    uint32_t next = ending == ENDING_NONE ? index + 1 : skip_closers(splitter, index, &has_quote);
    pass_tokens(splitter, index, next);
    if (next < splitter->range.end && next - splitter->start <= LONGEST_SENTENCE_TOKENS &&
        is_end(splitter, ending, index, next, has_quote))
        add_sentence(splitter, next);
    return next;
}

void sentences_split(const SegmentLexicon *lexicon, const EndJudge *judge, Document *doc,
                     const CueLine *line, uint32_t block)
{
    Splitter splitter = {.lexicon = lexicon, .judge = judge, .doc = doc, .line = line,
                         .range = line->range, .start = line->range.first, .block = block};
    uint32_t end = line->range.end;
    for (uint32_t i = splitter.start; i < end; i = pass_token(&splitter, i))
        if (i - splitter.start >= LONGEST_SENTENCE_TOKENS)
            add_sentence(&splitter, find_cut(&splitter));
    while (splitter.start < end) {
        bool is_long = end - splitter.start > LONGEST_SENTENCE_TOKENS;
        add_sentence(&splitter, is_long ? find_cut(&splitter) : end);
    }
}
