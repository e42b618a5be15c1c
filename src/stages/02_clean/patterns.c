#include "patterns.h"

#include "text/date_parse.h"

#define PATTERN_FILE "clean/patterns.tsv"
#define PATTERN_COLUMNS 6

/* ---- Loading ------------------------------------------------------------------------------ */

static bool is_mark_element(Str word)
{
    return word.len == 1 && strchr(":()[]/>|-", word.data[0]) != NULL;
}

static bool read_class(Str word, Element *out)
{
    static const struct {
        Str name;
        ElementKind kind;
    } classes[] = {{STR_INIT("..."), ELEMENT_GAP},         {STR_INIT("<any>"), ELEMENT_ANY},
                   {STR_INIT("<date>"), ELEMENT_DATE},     {STR_INIT("<time>"), ELEMENT_TIME},
                   {STR_INIT("<number>"), ELEMENT_NUMBER}, {STR_INIT("<name>"), ELEMENT_NAME},
                   {STR_INIT("<caps>"), ELEMENT_CAPS},     {STR_INIT("<agency>"), ELEMENT_AGENCY}};
    for (size_t i = 0; i < COUNT(classes); i++) {
        if (!str_equal(word, classes[i].name)) continue;
        out->kind = classes[i].kind;
        return true;
    }
    return false;
}

static bool read_element(Str word, Arena *arena, Element *out)
{
    *out = (Element){0};
    if (is_mark_element(word) || str_equal(word, STR("(c)"))) {
        out->kind = ELEMENT_MARK;
        out->mark = word.len == 1 ? word.data[0] : 'c';
        return true;
    }
    if (word.data[word.len - 1] == '?') {
        out->is_optional = true;
        word.len--;
    }
    if (read_class(word, out)) return true;
    if (word.len == 0 || word.data[0] == '<') return false;
    out->kind = ELEMENT_WORD;
    str_split(word, '|', arena, &out->words);
    return out->words.count > 0;
}

static bool read_elements(Str text, Arena *arena, Pattern *out)
{
    StrList words = {0};
    str_split(text, ' ', arena, &words);
    for (uint32_t i = 0; i < words.count; i++) {
        Element element;
        if (!read_element(words.items[i], arena, &element)) return false;
        *list_add(arena, &out->elements) = element;
    }
    return out->elements.count > 0;
}

static bool read_type(Str name, BlockType *out)
{
    for (uint32_t i = 0; i < BLOCK_COUNT; i++) {
        if (!str_equal(name, str_from_cstring(block_type_name((BlockType)i)))) continue;
        *out = (BlockType)i;
        return true;
    }
    return false;
}

/* "12", "12!" */
static bool read_limit(Str text, Pattern *out)
{
    uint32_t value = 0;
    out->is_label = str_ends(text, STR("!"));
    text.len -= out->is_label;
    for (uint32_t i = 0; i < text.len; i++) {
        if (text.data[i] < '0' || text.data[i] > '9') return false;
        value = value * 10 + (uint32_t)(text.data[i] - '0');
    }
    out->most_words = value;
    return text.len > 0 && text.len < 6;
}

/* The longest word that must be there; empty if none must. */
static Str key_of(const Pattern *pattern)
{
    Str key = {0};
    for (uint32_t i = 0; i < pattern->elements.count; i++) {
        const Element *element = &pattern->elements.items[i];
        if (element->kind != ELEMENT_WORD || element->is_optional || element->words.count != 1)
            continue;
        if (element->words.items[0].len > key.len) key = element->words.items[0];
    }
    return key;
}

/* Chains keep the order of the file: patterns are added from the last to the first. */
static void index_patterns(PatternTable *table)
{
    table->keyless = NONE;
    for (uint32_t i = table->patterns.count; i-- > 0;) {
        Pattern *pattern = &table->patterns.items[i];
        Str key = key_of(pattern);
        if (key.len == 0) {
            pattern->next = table->keyless;
            table->keyless = i;
            continue;
        }
        uint32_t first = map_find(&table->by_key, key);
        pattern->next = first == MAP_NONE ? NONE : first;
        map_set(&table->by_key, key, i);
    }
}

DatelineStatus patterns_load(const DataFiles *files, Arena *arena, PatternTable *out,
                             DatelineError *err)
{
    *out = (PatternTable){0};
    map_init(&out->by_key, arena);
    Table table;
    TRY(data_table_read(files, PATTERN_FILE, PATTERN_COLUMNS, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        Pattern pattern = {.id = row->fields[0],
                           .reason = row->fields[4],
                           .example = row->fields[5],
                           .line = row->line};
        if (!read_type(row->fields[1], &pattern.type))
            return FAIL_ROW(err, &table, row, "there is no block type '" STR_FMT "'",
                            STR_ARG(row->fields[1]));
        if (!read_limit(row->fields[2], &pattern))
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' is not a number of words",
                            STR_ARG(row->fields[2]));
        if (!read_elements(row->fields[3], arena, &pattern))
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' is not a pattern",
                            STR_ARG(row->fields[3]));
        *list_add(arena, &out->patterns) = pattern;
    }
    index_patterns(out);
    return DATELINE_OK;
}

/* ---- Matching ----------------------------------------------------------------------------- */

/* A pattern looks at this many words; only patterns without limit see lines that are longer. */
#define LINE_WORDS 160
#define MOST_STEPS 1500 /* of one pattern on one line */
#define LONGEST_NAME_WORDS 6
#define LONGEST_AGENCY_WORDS 4

typedef struct Matcher {
    const Lexicon *lexicon;
    const Pattern *pattern;
    Str line;
    const Word *words;
    uint32_t word_count;
    uint32_t steps;
    uint32_t length; /* words of letters and numbers in the line */
    bool has_stop;   /* it ends with a full stop */
} Matcher;

static bool match_from(Matcher *matcher, uint32_t element, uint32_t word);

static uint32_t skip_marks(const Matcher *matcher, uint32_t word)
{
    while (word < matcher->word_count && matcher->words[word].kind == WORD_MARK) word++;
    return word;
}

static bool is_one_of(const Matcher *matcher, const Element *element, uint32_t word)
{
    Str text = word_str(matcher->line, &matcher->words[word]);
    for (uint32_t i = 0; i < element->words.count; i++)
        if (words_equal(text, element->words.items[i])) return true;
    return false;
}

/* The word after the one in which a piece of the line ends. */
static uint32_t word_after(const Matcher *matcher, uint32_t word, uint32_t end)
{
    while (word < matcher->word_count && matcher->words[word].span.start < end) word++;
    return word;
}

/* Words that a date or time takes at `word`; 0 if it is none. */
static uint32_t match_date(const Matcher *matcher, uint32_t word, ElementKind kind)
{
    uint32_t start = matcher->words[word].span.start;
    WrittenDate date;
    int32_t hour, minute;
    uint32_t used = 0;
    if (kind == ELEMENT_TIME)
        used = date_parse_clock(matcher->line, start, &hour, &minute);
    else if (date_parse(matcher->line, start, &date))
        used = date.len;
    return used == 0 ? 0 : word_after(matcher, word, start + used) - word;
}

/* Is the text from one word to another the name of an agency? */
static bool is_agency(const Matcher *matcher, uint32_t first, uint32_t end)
{
    Span span = {matcher->words[first].span.start, matcher->words[end - 1].span.end};
    return lexicon_agency(matcher->lexicon, str_slice(matcher->line, span)).len > 0;
}

/* Tries every length of a run, the longest first. */
static bool match_run(Matcher *matcher, const Element *element, uint32_t index, uint32_t word)
{
    uint32_t most = element->kind == ELEMENT_AGENCY ? LONGEST_AGENCY_WORDS : LONGEST_NAME_WORDS;
    uint32_t end = word;
    while (end < matcher->word_count && end - word < most) {
        const Word *next = &matcher->words[end];
        bool fits = next->kind == WORD_LETTERS &&
                    (element->kind == ELEMENT_CAPS ? next->is_caps : next->is_capitalised);
        if (element->kind == ELEMENT_AGENCY) fits = next->kind == WORD_LETTERS;
        if (!fits) break;
        end++;
    }
    for (; end > word; end--) {
        if (element->kind == ELEMENT_AGENCY && !is_agency(matcher, word, end)) continue;
        if (match_from(matcher, index + 1, end)) return true;
    }
    return false;
}

static bool match_gap(Matcher *matcher, uint32_t index, uint32_t word)
{
    if (index + 1 == matcher->pattern->elements.count) return true;
    for (; word <= matcher->word_count; word++)
        if (match_from(matcher, index + 1, word)) return true;
    return false;
}

static bool match_element(Matcher *matcher, const Element *element, uint32_t index, uint32_t word)
{
    if (element->kind == ELEMENT_GAP) return match_gap(matcher, index, word);
    if (element->kind == ELEMENT_MARK)
        return word < matcher->word_count && matcher->words[word].kind == WORD_MARK &&
               matcher->words[word].mark == element->mark &&
               match_from(matcher, index + 1, word + 1);
    word = skip_marks(matcher, word);
    if (word >= matcher->word_count) return false;
    uint32_t used = 0;
    switch (element->kind) {
    case ELEMENT_WORD: used = is_one_of(matcher, element, word); break;
    case ELEMENT_ANY: used = 1; break;
    case ELEMENT_NUMBER: used = matcher->words[word].kind == WORD_NUMBER; break;
    case ELEMENT_DATE:
    case ELEMENT_TIME: used = match_date(matcher, word, element->kind); break;
    case ELEMENT_NAME:
    case ELEMENT_CAPS:
    case ELEMENT_AGENCY: return match_run(matcher, element, index, word);
    case ELEMENT_MARK:
    case ELEMENT_GAP: break;
    }
    return used > 0 && match_from(matcher, index + 1, word + used);
}

static bool match_from(Matcher *matcher, uint32_t index, uint32_t word)
{
    if (++matcher->steps > MOST_STEPS) return false;
    if (index == matcher->pattern->elements.count)
        return skip_marks(matcher, word) == matcher->word_count;
    const Element *element = &matcher->pattern->elements.items[index];
    if (match_element(matcher, element, index, word)) return true;
    return element->is_optional && match_from(matcher, index + 1, word);
}

static bool matches(Matcher *matcher, const Pattern *pattern)
{
    if (pattern->most_words != 0 && matcher->length > pattern->most_words) return false;
    if (pattern->is_label && matcher->has_stop) return false;
    matcher->pattern = pattern;
    matcher->steps = 0;
    return match_from(matcher, 0, 0);
}

/* The earliest matching pattern of a chain that stands before best. */
static uint32_t best_of_chain(Matcher *matcher, const PatternTable *table, uint32_t first,
                              uint32_t best)
{
    for (uint32_t i = first; i != NONE && i < best; i = table->patterns.items[i].next)
        if (matches(matcher, &table->patterns.items[i])) return i;
    return best;
}

const Pattern *patterns_match(const PatternTable *table, const Lexicon *lexicon, Str line)
{
    Word words[LINE_WORDS];
    Matcher matcher = {.lexicon = lexicon, .line = line, .words = words};
    matcher.word_count = words_read(line, words, LINE_WORDS);
    matcher.has_stop =
        line.len > 0 && line.data[line.len - 1] == '.' && !str_ends(line, STR("..."));
    for (uint32_t i = 0; i < matcher.word_count; i++) matcher.length += words[i].kind != WORD_MARK;

    uint32_t best = best_of_chain(&matcher, table, table->keyless, NONE);
    for (uint32_t i = 0; i < matcher.word_count; i++) {
        if (words[i].kind == WORD_MARK) continue;
        uint32_t first = words_lookup(&table->by_key, word_str(line, &words[i]));
        if (first != MAP_NONE) best = best_of_chain(&matcher, table, first, best);
    }
    return best == NONE ? NULL : &table->patterns.items[best];
}
