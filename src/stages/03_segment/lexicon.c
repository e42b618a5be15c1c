#include "lexicon.h"

#include "text/data.h"

/* Longer ones are looked up in vain, so that a hostile text costs no more than a normal one. */
#define LONGEST_ENTRY_BYTES 24

static const struct {
    Str name;
    unsigned value;
} word_classes[] = {
    {STR_INIT("prefix"), WORD_PREFIX},   {STR_INIT("syllable"), WORD_SYLLABLE},
    {STR_INIT("starter"), WORD_STARTER}, {STR_INIT("domain"), WORD_DOMAIN},
    {STR_INIT("extension"), WORD_EXTENSION}, {STR_INIT("unit"), WORD_UNIT},
    {STR_INIT("elision"), WORD_ELISION}, {STR_INIT("speech"), WORD_SPEECH},
    {STR_INIT("smiley"), WORD_SMILEY},   {STR_INIT("suffix"), WORD_SUFFIX},
    {STR_INIT("hierarchy"), WORD_HIERARCHY},
}, abbreviation_uses[] = {
    {STR_INIT("title"), ABBREVIATION_TITLE},
    {STR_INIT("number"), ABBREVIATION_NUMBER},
    {STR_INIT("any"), ABBREVIATION_ANY},
    {STR_INIT("parted"), ABBREVIATION_PARTED},
};

static void add_abbreviation(Map *map, Arena *arena, Str form, uint32_t use)
{
    char *upper = arena_copy(arena, form.data, form.len);
    for (uint32_t i = 0; i < form.len; i++)
        if (upper[i] >= 'a' && upper[i] <= 'z') upper[i] = (char)(upper[i] - 32);
    map_set(map, form, use);
    bool is_capitalised = form.data[0] == upper[0]; /* "SEPT. 5", but no "ETC." for "etc." */
    if (is_capitalised && map_find(map, (Str){upper, form.len}) == MAP_NONE)
        map_set(map, (Str){upper, form.len}, use);
}

static DatelineStatus load_abbreviations(const DataFiles *files, Arena *arena, Map *map,
                                         DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "segment/abbreviations.tsv", 2, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t use = ABBREVIATION_NONE;
        for (size_t k = 0; k < COUNT(abbreviation_uses); k++)
            if (str_equal(row->fields[1], abbreviation_uses[k].name))
                use = abbreviation_uses[k].value;
        if (use == ABBREVIATION_NONE)
            return FAIL_ROW(err, &table, row, "use '" STR_FMT "' is not title, number, any or parted",
                            STR_ARG(row->fields[1]));
        if (!str_ends(row->fields[0], STR(".")) || row->fields[0].len > LONGEST_ENTRY_BYTES)
            return FAIL_ROW(err, &table, row, "expected a short form that ends with a stop");
        add_abbreviation(map, arena, row->fields[0], use);
    }
    return DATELINE_OK;
}

/* "du n no" of "dunno": 2 and 3, a byte each; 0 if the parts are not those of the form. */
static uint32_t ends_of_parts(Str form, Str parts)
{
    uint32_t ends = 0, found = 0, at = 0;
    for (uint32_t i = 0; i < parts.len; i++) {
        if (parts.data[i] == ' ') {
            if (at == 0 || at >= form.len || found == 2) return 0;
            ends |= at << 8 * found++;
        } else if (at >= form.len || parts.data[i] != form.data[at++]) {
            return 0;
        }
    }
    return at == form.len && form.len <= LONGEST_ENTRY_BYTES ? ends : 0;
}

static DatelineStatus load_contractions(const DataFiles *files, Arena *arena, Map *map,
                                        DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "segment/contractions.tsv", 3, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t ends = ends_of_parts(row->fields[0], row->fields[1]);
        if (ends == 0)
            return FAIL_ROW(err, &table, row, "expected the form parted in two or three by spaces");
        if (!str_equal(row->fields[2], STR("always")) && !str_equal(row->fields[2], STR("maybe")))
            return FAIL_ROW(err, &table, row, "'" STR_FMT "' is not always or maybe",
                            STR_ARG(row->fields[2]));
        bool is_doubtful = str_equal(row->fields[2], STR("maybe"));
        if (is_doubtful && ends > 0xFF)
            return FAIL_ROW(err, &table, row, "a doubtful word may have two parts only");
        map_set(map, row->fields[0], ends | (uint32_t)is_doubtful << 16);
    }
    return DATELINE_OK;
}

static DatelineStatus load_words(const DataFiles *files, Arena *arena, Map *map,
                                 DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "segment/words.tsv", 2, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        unsigned class = 0;
        for (size_t k = 0; k < COUNT(word_classes); k++)
            if (str_equal(row->fields[0], word_classes[k].name)) class = word_classes[k].value;
        if (class == 0)
            return FAIL_ROW(err, &table, row, "there is no class of words '" STR_FMT "'",
                            STR_ARG(row->fields[0]));
        StrList forms = {0};
        str_split(row->fields[1], ' ', arena, &forms);
        for (uint32_t k = 0; k < forms.count; k++) {
            uint32_t known = map_find(map, forms.items[k]);
            map_set(map, forms.items[k], known == MAP_NONE ? class : known | class);
        }
    }
    return DATELINE_OK;
}

DatelineStatus segment_lexicon_load(const DataFiles *files, Arena *arena, SegmentLexicon *out,
                                    DatelineError *err)
{
    map_init(&out->abbreviations, arena);
    map_init(&out->contractions, arena);
    map_init(&out->words, arena);
    TRY(load_abbreviations(files, arena, &out->abbreviations, err));
    TRY(load_contractions(files, arena, &out->contractions, err));
    return load_words(files, arena, &out->words, err);
}

/* ASCII lower case on the stack; longer text is not in any list. */
static bool lower_short(Str text, char lower[LONGEST_ENTRY_BYTES])
{
    if (text.len == 0 || text.len > LONGEST_ENTRY_BYTES) return false;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        lower[i] = c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return true;
}

AbbreviationUse segment_lexicon_abbreviation(const SegmentLexicon *lexicon, Str text)
{
    if (text.len > LONGEST_ENTRY_BYTES) return ABBREVIATION_NONE;
    uint32_t use = map_find(&lexicon->abbreviations, text);
    return use == MAP_NONE ? ABBREVIATION_NONE : (AbbreviationUse)use;
}

WordParts segment_lexicon_contraction(const SegmentLexicon *lexicon, Str text)
{
    char lower[LONGEST_ENTRY_BYTES];
    if (!lower_short(text, lower)) return (WordParts){0};
    uint32_t ends = map_find(&lexicon->contractions, (Str){lower, text.len});
    return ends == MAP_NONE ? (WordParts){0} : (WordParts){ends & 0xFF, ends >> 8 & 0xFF, ends >> 16};
}

bool segment_lexicon_has(const SegmentLexicon *lexicon, Str text, unsigned word_class)
{
    char lower[LONGEST_ENTRY_BYTES];
    if (!lower_short(text, lower)) return false;
    uint32_t classes = map_find(&lexicon->words, (Str){lower, text.len});
    return classes != MAP_NONE && (classes & word_class) != 0;
}
