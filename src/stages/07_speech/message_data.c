#include "message_data.h"

#include "text/data.h"
#include "text/numbers.h"

#define TEXT_OF(suffix, text) STR_INIT(text),
static const Str noun_uses[] = {NOUN_USE_LIST(TEXT_OF)};
static const Str frames[] = {FRAME_LIST(TEXT_OF)};
static const Str slots[] = {SLOT_LIST(TEXT_OF)};
static const Str places[] = {PLACE_LIST(TEXT_OF)};
static const Str voices[] = {VOICE_LIST(TEXT_OF)};
static const Str needs[] = {NEED_LIST(TEXT_OF)};
static const Str year_rules[] = {YEAR_RULE_LIST(TEXT_OF)};

/* The place of a column's word among words, as a value of the enum that they name. */
#define READ_WORD(table, row, column, words, out)                                                  \
    do {                                                                                           \
        uint32_t index_;                                                                           \
        TRY(data_row_word((table), (row), (column), (words), COUNT(words), &index_, err));         \
        *(out) = index_;                                                                           \
    } while (0)

/* The forms of a field, parted by '|'. */
static StrList split_forms(Str field, Arena *arena)
{
    StrList forms = {0};
    str_split(field, '|', arena, &forms);
    return forms;
}

/* The form with a space before each of these marks, as the tokens stand: "year 's", "re -
 * election". */
static Str part_marks(Str form, bool part_hyphens, Arena *arena)
{
    char *out = arena_alloc(arena, (size_t)form.len * 3 + 1);
    uint32_t len = 0;
    for (uint32_t i = 0; i < form.len; i++) {
        char c = form.data[i];
        bool is_hyphen = c == '-' && part_hyphens;
        bool is_mark = c == '\'' && i + 1 < form.len && form.data[i + 1] == 's';
        if ((is_hyphen || is_mark) && len > 0 && out[len - 1] != ' ') out[len++] = ' ';
        out[len++] = c;
        if (is_hyphen) out[len++] = ' ';
    }
    return (Str){out, len};
}

static DatelineStatus add_forms(PhraseTable *words, const Table *table, const TableRow *row,
                                uint32_t column, uint32_t value, Arena *arena, DatelineError *err)
{
    StrList forms = split_forms(row->fields[column], arena);
    if (forms.count == 0) return FAIL_ROW(err, table, row, "no words");
    for (uint32_t i = 0; i < forms.count; i++) {
        Str form = part_marks(forms.items[i], false, arena);
        if (!phrases_add(words, form, value))
            return FAIL_ROW(err, table, row,
                            "'" STR_FMT "' stands in the file twice or is too long",
                            STR_ARG(forms.items[i]));
        if (str_find(form, STR("-"), 0) != STR_NOT_FOUND)
            (void)phrases_add(words, part_marks(form, true, arena), value);
    }
    return DATELINE_OK;
}

static DatelineStatus read_kind(const Table *table, const TableRow *row, uint32_t column,
                                MessageKind *out, DatelineError *err)
{
    if (message_kind_from_name(row->fields[column], out)) return DATELINE_OK;
    return FAIL_ROW(err, table, row, "unknown kind of message '" STR_FMT "'",
                    STR_ARG(row->fields[column]));
}

static DatelineStatus load_nouns(const DataFiles *files, Arena *arena, MessageData *data,
                                 DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "speech/message_nouns.tsv", 3, arena, &table, err));
    phrases_init(&data->noun_words, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        NounEntry entry = {0};
        READ_WORD(&table, row, 1, noun_uses, &entry.use);
        TRY(read_kind(&table, row, 2, &entry.kind, err));
        TRY(add_forms(&data->noun_words, &table, row, 0, data->nouns.count, arena, err));
        *list_add(arena, &data->nouns) = entry;
    }
    return DATELINE_OK;
}

/* Index of the entry whose words are exactly this form; MAP_NONE if there is none. */
static uint32_t find_verb(const MessageData *data, Str form, Arena *arena)
{
    StrList words = {0};
    str_split(form, ' ', arena, &words);
    uint32_t used;
    uint32_t entry = phrases_match(&data->verb_words, words.items, words.count, &used);
    return used == words.count ? entry : MAP_NONE;
}

static DatelineStatus load_verbs(const DataFiles *files, Arena *arena, MessageData *data,
                                 DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "speech/message_verbs.tsv", 3, arena, &table, err));
    phrases_init(&data->verb_words, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        Frame frame;
        MessageKind kind;
        READ_WORD(&table, row, 1, frames, &frame);
        TRY(read_kind(&table, row, 2, &kind, err));
        StrList forms = split_forms(row->fields[0], arena);
        for (uint32_t f = 0; f < forms.count; f++) {
            uint32_t index = find_verb(data, forms.items[f], arena);
            if (index == MAP_NONE) {
                index = data->verbs.count;
                *list_add(arena, &data->verbs) = (VerbEntry){0};
                if (!phrases_add(&data->verb_words, forms.items[f], index))
                    return FAIL_ROW(err, &table, row, "too many words");
            }
            data->verbs.items[index].frames |= 1u << frame;
            data->verbs.items[index].kind[frame] = kind;
        }
    }
    return DATELINE_OK;
}

static DatelineStatus load_occasions(const DataFiles *files, Arena *arena, MessageData *data,
                                     DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "speech/occasions.tsv", 5, arena, &table, err));
    phrases_init(&data->occasion_words, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        OccasionEntry entry = {.id = row->fields[0]};
        entry.is_strong = str_equal(row->fields[2], STR("strong"));
        entry.is_vague = str_equal(row->fields[2], STR("vague"));
        if (!entry.is_strong && !entry.is_vague && !str_equal(row->fields[2], STR("weak")))
            return FAIL_ROW(err, &table, row, "strength is strong, weak or vague");
        entry.has_kind = !str_equal(row->fields[3], STR("-"));
        if (entry.has_kind) TRY(read_kind(&table, row, 3, &entry.kind, err));
        READ_WORD(&table, row, 4, year_rules, &entry.year);
        TRY(add_forms(&data->occasion_words, &table, row, 1, data->occasions.count, arena, err));
        *list_add(arena, &data->occasions) = entry;
    }
    return DATELINE_OK;
}

/* A table of words and the value that each stands for, by its name. */
static DatelineStatus load_valued(const DataFiles *files, const char *path,
                                  bool (*value_of)(Str name, uint32_t *out), Arena *arena,
                                  PhraseTable *words, DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, path, 2, arena, &table, err));
    phrases_init(words, arena);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t value;
        if (!value_of(row->fields[1], &value))
            return FAIL_ROW(err, &table, row, "unknown value '" STR_FMT "'",
                            STR_ARG(row->fields[1]));
        TRY(add_forms(words, &table, row, 0, value, arena, err));
    }
    return DATELINE_OK;
}

static bool channel_value(Str name, uint32_t *out)
{
    static const Str names[] = {STR_INIT("published"), STR_INIT("reported"), STR_INIT("quoted")};
    static const ChannelRole roles[] = {CHANNEL_PUBLISHED, CHANNEL_REPORTED, CHANNEL_QUOTED};
    uint32_t index = str_index(name, names, COUNT(names));
    if (index == STR_NOT_FOUND) return false;
    *out = roles[index];
    return true;
}

static bool status_value(Str name, uint32_t *out)
{
    Status status;
    *out = STATUS_HABITUAL;
    if (str_equal(name, STR("habitual"))) return true;
    if (!status_from_name(name, &status)) return false;
    *out = status;
    return true;
}

/* "to|indirect" into indexes of a vocabulary. */
static bool read_alternatives(Str field, const Str *words, size_t word_count, Arena *arena,
                              unsigned *out, uint32_t *out_count)
{
    StrList forms = split_forms(field, arena);
    if (forms.count == 0 || forms.count > MOST_ALTERNATIVES) return false;
    for (uint32_t i = 0; i < forms.count; i++) {
        out[i] = str_index(forms.items[i], words, word_count);
        if (out[i] == STR_NOT_FOUND) return false;
    }
    *out_count = forms.count;
    return true;
}

static bool read_slots(Str field, Arena *arena, Slot *out, uint32_t *out_count)
{
    unsigned found[MOST_ALTERNATIVES];
    if (!read_alternatives(field, slots, COUNT(slots), arena, found, out_count)) return false;
    for (uint32_t i = 0; i < *out_count; i++) out[i] = (Slot)found[i];
    return true;
}

static bool read_places(Str field, Arena *arena, MessageRule *rule)
{
    unsigned found[MOST_ALTERNATIVES];
    if (!read_alternatives(field, places, COUNT(places), arena, found, &rule->place_count))
        return false;
    for (uint32_t i = 0; i < rule->place_count; i++) rule->places[i] = (NounPlace)found[i];
    return true;
}

/* What an unnamed "any" noun may be: a speech or a meeting is a message only by a verb. */
#define ANY_NOUN_USES                                                                              \
    (1u << NOUN_DOCUMENT | 1u << NOUN_WISH | 1u << NOUN_TALK | 1u << NOUN_SPEECH |                 \
     1u << NOUN_STATEMENT)

/* "verb:transfer", "noun:any" */
static bool read_cue(Str field, MessageRule *rule)
{
    rule->is_verb = str_starts(field, STR("verb:"));
    if (!rule->is_verb && !str_starts(field, STR("noun:"))) return false;
    Str name = {field.data + 5, field.len - 5};
    if (rule->is_verb) {
        uint32_t frame = str_index(name, frames, COUNT(frames));
        rule->frame = (Frame)frame;
        return frame != STR_NOT_FOUND;
    }
    rule->is_of_replies = str_equal(name, STR("reply"));
    if (rule->is_of_replies) {
        rule->noun_uses = 1u << NOUN_DOCUMENT | 1u << NOUN_ANSWER;
        return true;
    }
    uint32_t use = str_index(name, noun_uses, COUNT(noun_uses));
    rule->noun_uses = use != STR_NOT_FOUND ? 1u << use : ANY_NOUN_USES;
    return use != STR_NOT_FOUND || str_equal(name, STR("any"));
}

static DatelineStatus load_rules(const DataFiles *files, Arena *arena, MessageData *data,
                                 DatelineError *err)
{
    Table table;
    TRY(data_table_read(files, "speech/rules.tsv", 9, arena, &table, err));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        MessageRule rule = {.id = row->fields[0], .example = row->fields[8], .line = row->line};
        if (!read_cue(row->fields[1], &rule)) return FAIL_ROW(err, &table, row, "unknown cue");
        READ_WORD(&table, row, 2, voices, &rule.voice);
        if (!read_slots(row->fields[3], arena, rule.sender, &rule.sender_count))
            return FAIL_ROW(err, &table, row, "unknown place of the sender");
        if (!read_slots(row->fields[4], arena, rule.recipient, &rule.recipient_count))
            return FAIL_ROW(err, &table, row, "unknown place of the recipient");
        if (!read_places(row->fields[5], arena, &rule))
            return FAIL_ROW(err, &table, row, "unknown place of the noun");
        READ_WORD(&table, row, 6, needs, &rule.need);
        if (!number_share(row->fields[7], &rule.confidence))
            return FAIL_ROW(err, &table, row, "confidence is a number from 0 to 1, as 0.85");
        *list_add(arena, &data->rules) = rule;
    }
    return DATELINE_OK;
}

DatelineStatus message_data_load(const DataFiles *files, Arena *arena, MessageData *out,
                                 DatelineError *err)
{
    MessageData data = {0};
    TRY(load_nouns(files, arena, &data, err));
    TRY(load_verbs(files, arena, &data, err));
    TRY(load_occasions(files, arena, &data, err));
    TRY(load_valued(files, "speech/channel_verbs.tsv", channel_value, arena, &data.channel_words,
                    err));
    TRY(load_valued(files, "speech/status_words.tsv", status_value, arena, &data.status_words,
                    err));
    TRY(load_rules(files, arena, &data, err));
    *out = data;
    return DATELINE_OK;
}

bool message_data_example(const MessageData *data, uint32_t index, RuleExample *out)
{
    if (index >= data->rules.count) return false;
    const MessageRule *rule = &data->rules.items[index];
    *out = (RuleExample){.rule = rule->id,
                         .text = rule->example,
                         .file = STR("speech/rules.tsv"),
                         .line = rule->line};
    return true;
}
