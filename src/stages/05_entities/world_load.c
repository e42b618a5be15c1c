/*
 * Reading data/entities: the one table of names, and the words for offices, bodies and groups. The
 * names themselves are read by world_names.c, who held which office by world_leaders.c.
 */
#include "world_load.h"
#include "text/utf8.h"

DatelineStatus world_read_table(Loader *load, const char *name, uint32_t columns, Table *out)
{
    return data_table_read(load->files, name, columns, load->arena, out, load->err);
}

static bool is_all_caps(Str text)
{
    uint32_t letters = 0;
    for (uint32_t i = 0; i < text.len; i++) {
        char c = text.data[i];
        if (ascii_is_lower(c)) return false;
        letters += ascii_is_upper(c);
    }
    return letters > 1;
}

/* The file that a form was read from. */
static const char *file_of(FormKind kind)
{
    switch (kind) {
    case FORM_STATE:
    case FORM_NATIONALITY:
    case FORM_CAPITAL: return "states.tsv";
    case FORM_METONYM: return "metonyms.tsv";
    case FORM_SHARED: return "shared_names.tsv";
    case FORM_ORGANISATION: return "organisations.tsv";
    case FORM_MEDIUM: return "media.tsv";
    case FORM_LEADER: break;
    }
    return "leaders.tsv";
}

/* Whether both forms name the same: the state and its people, a person in two terms. */
static bool is_same_meaning(const Form *one, const Form *other)
{
    bool is_country = one->kind <= FORM_NATIONALITY;
    if (is_country != (other->kind <= FORM_NATIONALITY) || one->row != other->row) return false;
    return is_country || one->kind == other->kind;
}

DatelineStatus world_add_form(Loader *load, const Table *table, const TableRow *row, Str text,
                              Form form)
{
    World *world = load->world;
    uint32_t first_len, index = world->forms.count;
    form.all_caps = is_all_caps(text);
    form.capital = utf8_is_upper(utf8_decode(text, 0, &first_len));
    form.line = row->line;
    Str words = world_form(text, load->arena);
    if (phrases_add(&world->names, words, index)) {
        *list_add(load->arena, &world->forms) = form;
        return DATELINE_OK;
    }
    uint32_t before = map_find(&world->names.prefixes, words);
    if (before == MAP_NONE)
        return FAIL_ROW(load->err, table, row, "'" STR_FMT "' is longer than %d words",
                        STR_ARG(text), LONGEST_PHRASE_WORDS);
    Form *other = &world->forms.items[world->names.values.items[before]];
    if (!is_same_meaning(other, &form))
        return FAIL_ROW(load->err, table, row,
                        "'" STR_FMT "' already means something else, see data/entities/%s:%u",
                        STR_ARG(text), file_of(other->kind), (unsigned)other->line);
    other->all_caps = other->all_caps && form.all_caps;
    return DATELINE_OK;
}

DatelineStatus world_add_forms(Loader *load, const Table *table, const TableRow *row, Str field,
                               Form form)
{
    StrList texts = {0};
    str_split(field, '|', load->arena, &texts);
    for (uint32_t i = 0; i < texts.count; i++)
        TRY(world_add_form(load, table, row, texts.items[i], form));
    return DATELINE_OK;
}

DatelineStatus world_add_words(Loader *load, const Table *table, const TableRow *row,
                               PhraseTable *phrases, Str words, uint32_t value)
{
    Str form = world_form(words, load->arena);
    if (phrases_add(phrases, form, value)) return DATELINE_OK;
    uint32_t before = map_find(&phrases->prefixes, form);
    if (before == MAP_NONE)
        return FAIL_ROW(load->err, table, row, "'" STR_FMT "' is no phrase of up to %d words",
                        STR_ARG(words), LONGEST_PHRASE_WORDS);
    uint32_t other = phrases->values.items[before];
    if (phrases == &load->world->title_words) other /= 2;
    return FAIL_ROW(load->err, table, row, "'" STR_FMT "' stands in line %u too", STR_ARG(words),
                    (unsigned)table->rows.items[other].line);
}

DatelineStatus world_check_owner(Loader *load, const Table *table, const TableRow *row, Str owner)
{
    if (owner.len == 0 || world_state(load->world, owner) != NULL ||
        world_organisation(load->world, owner) != NULL)
        return DATELINE_OK;
    return FAIL_ROW(load->err, table, row, "'" STR_FMT "' is not a state or organisation",
                    STR_ARG(owner));
}

DatelineStatus world_check_sector(Loader *load, const Table *table, const TableRow *row, Str sector)
{
    static const Str sectors[] = {
        STR_INIT("AGR"), STR_INIT("BUS"), STR_INIT("COP"), STR_INIT("CRM"), STR_INIT("CVL"),
        STR_INIT("EDU"), STR_INIT("ELI"), STR_INIT("GOV"), STR_INIT("HLH"), STR_INIT("IGO"),
        STR_INIT("JUD"), STR_INIT("LAB"), STR_INIT("LEG"), STR_INIT("MED"), STR_INIT("MIL"),
        STR_INIT("NGO"), STR_INIT("OPP"), STR_INIT("PTY"), STR_INIT("REB"), STR_INIT("REF"),
        STR_INIT("REL"), STR_INIT("SPY"), STR_INIT("UAF"),
    };
    if (sector.len == 0 || str_index(sector, sectors, COUNT(sectors)) != STR_NOT_FOUND)
        return DATELINE_OK;
    return FAIL_ROW(load->err, table, row, "'" STR_FMT "' is not a sector of PLOVER",
                    STR_ARG(sector));
}

static DatelineStatus load_titles(Loader *load)
{
    static const Str heads[] = {STR_INIT("no"), STR_INIT("any"), STR_INIT("state")};
    static const Str uses[] = {STR_INIT("before"), STR_INIT("role"), STR_INIT("style")};
    World *world = load->world;
    Table table;
    TRY(world_read_table(load, "entities/titles.tsv", 5, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *field = row->fields;
        uint32_t head, use, index = world->titles.count;
        TRY(READ_WORD(load, &table, row, 3, heads, &head));
        TRY(READ_WORD(load, &table, row, 4, uses, &use));
        *list_add(load->arena, &world->titles) =
            (Title){field[0], field[1], field[2], (TitleHead)head, (TitleUse)use};
        TRY(world_check_sector(load, &table, row, field[2]));
        TRY(world_add_words(load, &table, row, &world->title_words, field[0], 2 * index));
        Str words = world_form(field[0], load->arena);
        Str plural = arena_format(load->arena, STR_FMT "s", STR_ARG(words));
        if (use != USE_STYLE) phrases_add(&world->title_words, plural, 2 * index + 1);
    }
    return DATELINE_OK;
}

static DatelineStatus load_bodies(Loader *load)
{
    static const Str kinds[] = {STR_INIT("body"), STR_INIT("force"), STR_INIT("media")};
    World *world = load->world;
    Table table;
    TRY(world_read_table(load, "entities/bodies.tsv", 4, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t kind, index = world->bodies.count;
        TRY(READ_WORD(load, &table, row, 3, kinds, &kind));
        TRY(world_check_sector(load, &table, row, row->fields[2]));
        *list_add(load->arena, &world->bodies) =
            (Body){row->fields[0], row->fields[1], row->fields[2], (BodyKind)kind};
        TRY(world_add_words(load, &table, row, &world->body_words, row->fields[0], index));
    }
    return DATELINE_OK;
}

static DatelineStatus load_groups(Loader *load)
{
    static const Str answers[] = {STR_INIT("no"), STR_INIT("yes")};
    World *world = load->world;
    Table table;
    TRY(world_read_table(load, "entities/groups.tsv", 4, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t alone, index = world->groups.count;
        TRY(READ_WORD(load, &table, row, 2, answers, &alone));
        TRY(world_check_sector(load, &table, row, row->fields[1]));
        Str as = str_equal(row->fields[3], STR("-")) ? row->fields[0] : row->fields[3];
        *list_add(load->arena, &world->groups) =
            (Group){row->fields[0], row->fields[1], alone != 0, as};
        TRY(world_add_words(load, &table, row, &world->group_words, row->fields[0], index));
    }
    for (uint32_t i = 0; i < table.rows.count; i++) {
        Str as = table.rows.items[i].fields[3];
        bool is_known = str_equal(as, STR("-"));
        for (uint32_t k = 0; k < table.rows.count && !is_known; k++)
            is_known = str_equal(table.rows.items[k].fields[0], as);
        if (!is_known)
            return FAIL_ROW(load->err, &table, &table.rows.items[i],
                            "no row has the words '" STR_FMT "'", STR_ARG(as));
    }
    return DATELINE_OK;
}

static DatelineStatus load_collectives(Loader *load)
{
    static const Str kinds[] = {STR_INIT("leaders"), STR_INIT("ministers"), STR_INIT("persons"),
                                STR_INIT("states"),  STR_INIT("either"),    STR_INIT("one")};
    World *world = load->world;
    Table table;
    TRY(world_read_table(load, "entities/collectives.tsv", 3, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t kind, index = world->collectives.count;
        TRY(READ_WORD(load, &table, row, 1, kinds, &kind));
        Collective *collective = list_add(load->arena, &world->collectives);
        *collective = (Collective){.kind = (CollectiveKind)kind};
        str_split(row->fields[2], '|', load->arena, &collective->members);
        TRY(world_add_words(load, &table, row, &world->collective_words, row->fields[0], index));
    }
    return DATELINE_OK;
}

static DatelineStatus load_outlets(Loader *load)
{
    World *world = load->world;
    Table table;
    TRY(world_read_table(load, "entities/outlets.tsv", 2, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t index = world->outlets.count;
        Outlet *outlet = list_add(load->arena, &world->outlets);
        *outlet = (Outlet){0};
        str_split(row->fields[1], '|', load->arena, &outlet->types);
        TRY(world_add_words(load, &table, row, &world->outlet_words, row->fields[0], index));
    }
    return DATELINE_OK;
}

/* ---- Words -------------------------------------------------------------------------------- */

static const struct {
    Str list;
    uint32_t flag;
} word_lists[] = {
    {STR_INIT("particle"), WORD_PARTICLE},
    {STR_INIT("suffix"), WORD_SUFFIX},
    {STR_INIT("before"), WORD_BEFORE},
    {STR_INIT("former"), WORD_FORMER},
    {STR_INIT("future"), WORD_FUTURE},
    {STR_INIT("org head"), WORD_ORG_HEAD},
    {STR_INIT("place head"), WORD_PLACE_HEAD},
    {STR_INIT("place before"), WORD_PLACE_BEFORE},
    {STR_INIT("in place"), WORD_IN_PLACE},
    {STR_INIT("no place"), WORD_NO_PLACE},
    {STR_INIT("calendar"), WORD_CALENDAR},
    {STR_INIT("not a name"), WORD_NOT_A_NAME},
    {STR_INIT("report"), WORD_REPORT},
    {STR_INIT("thing head"), WORD_THING_HEAD},
    {STR_INIT("thing before"), WORD_THING_BEFORE},
    {STR_INIT("compound"), WORD_COMPOUND},
    {STR_INIT("family first"), WORD_FAMILY_FIRST},
    {STR_INIT("determiner"), WORD_DETERMINER},
    {STR_INIT("indefinite"), WORD_INDEFINITE},
    {STR_INIT("motion"), WORD_MOTION},
    {STR_INIT("deploy"), WORD_DEPLOY},
    {STR_INIT("company form"), WORD_COMPANY_FORM},
    {STR_INIT("region short"), WORD_REGION_SHORT},
    {STR_INIT("outlet head"), WORD_OUTLET_HEAD | WORD_ORG_HEAD},
};

/* key: the list and the word, which may stand there once. lines: the line of each key so far. */
static DatelineStatus flag_word(Loader *load, const Table *table, const TableRow *row, Str key,
                                Str text, uint32_t flag, Map *lines)
{
    Str word = utf8_fold(text, load->arena);
    if (word.len == 0) return FAIL_ROW(load->err, table, row, "expected a word");
    uint32_t before = map_find(lines, key);
    if (before != MAP_NONE)
        return FAIL_ROW(load->err, table, row, "'" STR_FMT "' stands in line %u too", STR_ARG(text),
                        (unsigned)before);
    map_set(lines, key, row->line);
    map_set(&load->world->words, word, world_word_flags(load->world, word) | flag);
    return DATELINE_OK;
}

static DatelineStatus load_word_lists(Loader *load)
{
    Table table;
    Map lines;
    map_init(&lines, load->arena);
    TRY(world_read_table(load, "entities/words.tsv", 2, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t list = 0;
        while (list < COUNT(word_lists) && !str_equal(word_lists[list].list, row->fields[0]))
            list++;
        if (list == COUNT(word_lists))
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' is not a list of words",
                            STR_ARG(row->fields[0]));
        Str key = arena_format(load->arena, "%u " STR_FMT, (unsigned)list, STR_ARG(row->fields[1]));
        TRY(flag_word(load, &table, row, key, row->fields[1], word_lists[list].flag, &lines));
    }
    return DATELINE_OK;
}

static DatelineStatus load_given_names(Loader *load)
{
    static const Str sexes[] = {STR_INIT("m"), STR_INIT("f"), STR_INIT("x")};
    static const uint32_t flags[] = {WORD_MALE, WORD_FEMALE, WORD_GIVEN};
    Table table;
    Map lines;
    map_init(&lines, load->arena);
    TRY(world_read_table(load, "entities/given_names.tsv", 2, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t sex;
        TRY(READ_WORD(load, &table, row, 1, sexes, &sex));
        TRY(flag_word(load, &table, row, row->fields[0], row->fields[0], flags[sex], &lines));
    }
    return DATELINE_OK;
}

DatelineStatus world_load(const DataFiles *files, Arena *arena, World *out, DatelineError *err)
{
    *out = (World){.arena = arena};
    PhraseTable *tables[] = {&out->names,       &out->title_words,      &out->body_words,
                             &out->group_words, &out->collective_words, &out->outlet_words};
    for (size_t i = 0; i < COUNT(tables); i++) phrases_init(tables[i], arena);
    Map *maps[] = {&out->state_by_code,    &out->organisation_by_key, &out->leader_by_name,
                   &out->leader_by_family, &out->term_by_owner,       &out->words};
    for (size_t i = 0; i < COUNT(maps); i++) map_init(maps[i], arena);

    Loader load = {files, out, arena, err};
    TRY(name_variants_load(files, arena, &out->variants, err));
    TRY(load_word_lists(&load));
    TRY(load_given_names(&load));
    TRY(load_titles(&load));
    TRY(load_bodies(&load));
    TRY(load_groups(&load));
    TRY(load_collectives(&load));
    TRY(load_outlets(&load));
    TRY(world_load_states(&load));
    TRY(world_load_shared(&load));
    TRY(world_load_organisations(&load));
    TRY(world_load_media(&load));
    TRY(world_load_metonyms(&load));
    TRY(gazetteer_load(files, arena, &out->gazetteer, err));
    return world_load_leaders(&load);
}
