/*
 * Reading data/entities. Every form is put into one table, folded; a form that two rows claim, an
 * office that titles.tsv does not know or a date that is none stops the load with file and line.
 */
#include "world.h"

#include "text/utf8.h"

typedef struct Loader {
    const DataFiles *files;
    World *world;
    Arena *arena;
    DatelineError *err;
} Loader;

static DatelineStatus read_table(Loader *load, const char *name, uint32_t columns, Table *out)
{
    return data_table_read(load->files, name, columns, load->arena, out, load->err);
}

#define READ_WORD(load, table, row, column, words, out)                                            \
    data_row_word((table), (row), (column), (words), COUNT(words), (out), (load)->err)

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

/* Adds a form; one that the same row has given before is passed over. */
static DatelineStatus add_form(Loader *load, const Table *table, const TableRow *row, Str text,
                               Form form)
{
    World *world = load->world;
    uint32_t first_len;
    form.all_caps = is_all_caps(text);
    form.capital = utf8_is_upper(utf8_decode(text, 0, &first_len));
    Str words = world_form(text, load->arena);
    uint32_t index = world->forms.count;
    if (phrases_add(&world->names, words, index)) {
        *list_add(load->arena, &world->forms) = form;
        return DATELINE_OK;
    }
    uint32_t before = map_find(&world->names.prefixes, words);
    if (before == MAP_NONE)
        return FAIL_ROW(load->err, table, row, "'" STR_FMT "' is longer than %d words",
                        STR_ARG(text), LONGEST_PHRASE_WORDS);
    Form *other = &world->forms.items[world->names.values.items[before]];
    bool same_country = (other->kind <= FORM_NATIONALITY) == (form.kind <= FORM_NATIONALITY);
    if (!same_country || other->row != form.row ||
        (form.kind > FORM_NATIONALITY && other->kind != form.kind))
        return FAIL_ROW(load->err, table, row, "'" STR_FMT "' already means something else",
                        STR_ARG(text));
    other->all_caps = other->all_caps && form.all_caps;
    return DATELINE_OK;
}

static DatelineStatus add_forms(Loader *load, const Table *table, const TableRow *row, Str field,
                                Form form)
{
    StrList texts = {0};
    str_split(field, '|', load->arena, &texts);
    for (uint32_t i = 0; i < texts.count; i++)
        TRY(add_form(load, table, row, texts.items[i], form));
    return DATELINE_OK;
}

static DatelineStatus check_country(Loader *load, const Table *table, const TableRow *row,
                                    Str country)
{
    if (country.len == 0 || world_state(load->world, country) != NULL ||
        world_organisation(load->world, country) != NULL)
        return DATELINE_OK;
    return FAIL_ROW(load->err, table, row, "'" STR_FMT "' is not a state or organisation",
                    STR_ARG(country));
}

/* "Russian|Russians": the ones in -s and the like are people. */
static DatelineStatus add_people(Loader *load, const Table *table, const TableRow *row, Str field,
                                 uint32_t state)
{
    StrList texts = {0};
    str_split(field, '|', load->arena, &texts);
    for (uint32_t i = 0; i < texts.count; i++) {
        Form form = {.kind = FORM_NATIONALITY,
                     .row = state,
                     .plural = str_ends(texts.items[i], STR("s")) &&
                               !str_ends(texts.items[i], STR("ss"))};
        TRY(add_form(load, table, row, texts.items[i], form));
    }
    return DATELINE_OK;
}

static DatelineStatus load_states(Loader *load)
{
    World *world = load->world;
    Table table;
    TRY(read_table(load, "entities/states.tsv", 10, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *field = row->fields;
        if (field[0].len != 3 || world_state(world, field[0]) != NULL)
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' is no new alpha-3 code",
                            STR_ARG(field[0]));
        uint32_t index = world->states.count;
        *list_add(load->arena, &world->states) =
            (State){.code = field[0],
                    .name = field[4],
                    .key = arena_format(load->arena, "state:" STR_FMT, STR_ARG(field[0]))};
        map_set(&world->state_by_code, field[0], index);
        Form state = {.kind = FORM_STATE, .row = index};
        TRY(add_forms(load, &table, row, field[4], state));
        TRY(add_forms(load, &table, row, field[5], state));
        TRY(add_forms(load, &table, row, field[6], state));
        TRY(add_forms(load, &table, row, field[7], (Form){.kind = FORM_NATIONALITY, .row = index}));
        TRY(add_people(load, &table, row, field[8], index));
        TRY(add_forms(load, &table, row, field[9], (Form){.kind = FORM_CAPITAL, .row = index}));
    }
    return DATELINE_OK;
}

static DatelineStatus load_shared(Loader *load)
{
    Table table;
    TRY(read_table(load, "entities/shared_names.tsv", 3, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t index = load->world->shared.count;
        Shared *shared = list_add(load->arena, &load->world->shared);
        *shared = (Shared){.name = row->fields[0],
                           .is_nationality = str_equal(row->fields[1], STR("nationality"))};
        str_split(row->fields[2], '|', load->arena, &shared->countries);
        for (uint32_t k = 0; k < shared->countries.count; k++)
            TRY(check_country(load, &table, row, shared->countries.items[k]));
        TRY(add_form(load, &table, row, row->fields[0],
                     (Form){.kind = FORM_SHARED,
                            .row = index,
                            .plural = str_ends(row->fields[0], STR("s"))}));
    }
    return DATELINE_OK;
}

static DatelineStatus load_organisations(Loader *load)
{
    World *world = load->world;
    Table table;
    TRY(read_table(load, "entities/organisations.tsv", 6, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *field = row->fields;
        ActorKind kind;
        if (!actor_kind_from_name(field[3], &kind))
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' is no kind of actor",
                            STR_ARG(field[3]));
        TRY(check_country(load, &table, row, field[4]));
        uint32_t index = world->organisations.count;
        Str key = arena_format(load->arena, "org:" STR_FMT, STR_ARG(field[0]));
        *list_add(load->arena, &world->organisations) = (Organisation){
            .key = key, .name = field[1], .country = field[4], .sector = field[5], .kind = kind};
        if (map_find(&world->organisation_by_key, key) != MAP_NONE)
            return FAIL_ROW(load->err, &table, row, "id '" STR_FMT "' stands twice",
                            STR_ARG(field[0]));
        map_set(&world->organisation_by_key, key, index);
        Form form = {.kind = FORM_ORGANISATION, .row = index};
        TRY(add_form(load, &table, row, field[1], form));
        TRY(add_forms(load, &table, row, field[2], form));
    }
    return DATELINE_OK;
}

static DatelineStatus load_media(Loader *load)
{
    World *world = load->world;
    Table table;
    TRY(read_table(load, "entities/media.tsv", 6, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *field = row->fields;
        TRY(check_country(load, &table, row, field[4]));
        uint32_t index = world->media.count;
        *list_add(load->arena, &world->media) =
            (Medium){.key = arena_format(load->arena, "media:" STR_FMT, STR_ARG(field[0])),
                     .name = field[1],
                     .type = field[3],
                     .country = field[4],
                     .ownership = field[5]};
        Form form = {.kind = FORM_MEDIUM, .row = index};
        TRY(add_form(load, &table, row, field[1], form));
        TRY(add_forms(load, &table, row, field[2], form));
    }
    return DATELINE_OK;
}

static DatelineStatus load_metonyms(Loader *load)
{
    static const Str kinds[] = {STR_INIT("seat"), STR_INIT("name"), STR_INIT("context")};
    World *world = load->world;
    Table table;
    TRY(read_table(load, "entities/metonyms.tsv", 4, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t kind, index = world->metonyms.count;
        TRY(READ_WORD(load, &table, row, 3, kinds, &kind));
        TRY(check_country(load, &table, row, row->fields[1]));
        *list_add(load->arena, &world->metonyms) =
            (Metonym){row->fields[0], row->fields[1], row->fields[2], (MetonymKind)kind};
        TRY(add_form(load, &table, row, row->fields[0],
                     (Form){.kind = FORM_METONYM, .row = index}));
    }
    return DATELINE_OK;
}

static DatelineStatus load_titles(Loader *load)
{
    static const Str heads[] = {STR_INIT("no"), STR_INIT("any"), STR_INIT("state")};
    static const Str uses[] = {STR_INIT("before"), STR_INIT("role"), STR_INIT("style")};
    World *world = load->world;
    Table table;
    TRY(read_table(load, "entities/titles.tsv", 5, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *field = row->fields;
        uint32_t head, use, index = world->titles.count;
        TRY(READ_WORD(load, &table, row, 3, heads, &head));
        TRY(READ_WORD(load, &table, row, 4, uses, &use));
        *list_add(load->arena, &world->titles) =
            (Title){field[0], field[1], field[2], (TitleHead)head, (TitleUse)use};
        Str words = world_form(field[0], load->arena);
        if (!phrases_add(&world->title_words, words, 2 * index))
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' stands twice",
                            STR_ARG(field[0]));
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
    TRY(read_table(load, "entities/bodies.tsv", 4, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t kind, index = world->bodies.count;
        TRY(READ_WORD(load, &table, row, 3, kinds, &kind));
        *list_add(load->arena, &world->bodies) =
            (Body){row->fields[0], row->fields[1], row->fields[2], (BodyKind)kind};
        if (!phrases_add(&world->body_words, world_form(row->fields[0], load->arena), index))
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' stands twice",
                            STR_ARG(row->fields[0]));
    }
    return DATELINE_OK;
}

static DatelineStatus load_groups(Loader *load)
{
    World *world = load->world;
    Table table;
    TRY(read_table(load, "entities/groups.tsv", 3, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t index = world->groups.count;
        *list_add(load->arena, &world->groups) =
            (Group){row->fields[0], row->fields[1], str_equal(row->fields[2], STR("yes"))};
        if (!phrases_add(&world->group_words, world_form(row->fields[0], load->arena), index))
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' stands twice",
                            STR_ARG(row->fields[0]));
    }
    return DATELINE_OK;
}

static DatelineStatus load_collectives(Loader *load)
{
    static const Str kinds[] = {STR_INIT("leaders"), STR_INIT("ministers"), STR_INIT("persons"),
                                STR_INIT("states"),  STR_INIT("either"),    STR_INIT("one")};
    World *world = load->world;
    Table table;
    TRY(read_table(load, "entities/collectives.tsv", 3, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t kind, index = world->collectives.count;
        TRY(READ_WORD(load, &table, row, 1, kinds, &kind));
        Collective *collective = list_add(load->arena, &world->collectives);
        *collective = (Collective){.kind = (CollectiveKind)kind};
        str_split(row->fields[2], '|', load->arena, &collective->members);
        if (!phrases_add(&world->collective_words, world_form(row->fields[0], load->arena), index))
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' stands twice",
                            STR_ARG(row->fields[0]));
    }
    return DATELINE_OK;
}

static DatelineStatus load_outlets(Loader *load)
{
    World *world = load->world;
    Table table;
    TRY(read_table(load, "entities/outlets.tsv", 2, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t index = world->outlets.count;
        Outlet *outlet = list_add(load->arena, &world->outlets);
        *outlet = (Outlet){0};
        str_split(row->fields[1], '|', load->arena, &outlet->types);
        if (!phrases_add(&world->outlet_words, world_form(row->fields[0], load->arena), index))
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' stands twice",
                            STR_ARG(row->fields[0]));
    }
    return DATELINE_OK;
}

/* ---- Leaders ------------------------------------------------------------------------------ */

static bool read_day(Str text, int32_t *out)
{
    if (text.len != 10 || text.data[4] != '-' || text.data[7] != '-') return false;
    int32_t parts[3] = {0, 0, 0};
    for (uint32_t i = 0, part = 0; i < text.len; i++) {
        if (text.data[i] == '-') {
            part++;
            continue;
        }
        if (text.data[i] < '0' || text.data[i] > '9') return false;
        parts[part] = 10 * parts[part] + (text.data[i] - '0');
    }
    CivilDate date = {parts[0], parts[1], parts[2]};
    if (!civil_date_is_valid(date)) return false;
    *out = day_from_civil(date);
    return true;
}

static DatelineStatus name_leader(Loader *load, const Table *table, const TableRow *row, Str name,
                                  uint32_t index)
{
    World *world = load->world;
    TRY(add_form(load, table, row, name, (Form){.kind = FORM_LEADER, .row = index}));
    Str normal = world_normal_name(utf8_fold(name, load->arena), load->arena);
    uint32_t before = map_find(&world->leader_by_name, normal);
    if (before != MAP_NONE && before != index)
        return FAIL_ROW(load->err, table, row, "'" STR_FMT "' is also a name of '" STR_FMT "'",
                        STR_ARG(name), STR_ARG(world->leaders.items[before].name));
    map_set(&world->leader_by_name, normal, index);
    return DATELINE_OK;
}

static uint32_t add_leader(Loader *load, const TableRow *row, Str folded)
{
    World *world = load->world;
    const Str *field = row->fields;
    uint32_t index = world->leaders.count;
    Str family = world_normal_name(utf8_fold(field[2], load->arena), load->arena);
    uint32_t first = map_find(&world->leader_by_family, family);
    *list_add(load->arena, &world->leaders) = (Leader){
        .name = field[1],
        .key = arena_format(load->arena, "person:" STR_FMT, STR_ARG(folded)),
        .family = family,
        .sex = field[4].len > 0 ? field[4].data[0] : 0,
        .bare = str_equal(field[3], STR("yes")),
        .next_of_family = first == MAP_NONE ? NONE : first,
        .first_term = NONE,
        .last_term = NONE,
    };
    map_set(&world->leader_by_family, family, index);
    return index;
}

static void add_term(Loader *load, Term term, Map *last_of_owner)
{
    World *world = load->world;
    uint32_t index = world->terms.count;
    term.next_of_owner = term.next_of_leader = NONE;
    *list_add(load->arena, &world->terms) = term;
    Leader *leader = &world->leaders.items[term.leader];
    if (leader->first_term == NONE)
        leader->first_term = index;
    else
        world->terms.items[leader->last_term].next_of_leader = index;
    leader->last_term = index;

    uint32_t last = map_find(last_of_owner, term.owner);
    if (last == MAP_NONE)
        map_set(&world->term_by_owner, term.owner, index);
    else
        world->terms.items[last].next_of_owner = index;
    map_set(last_of_owner, term.owner, index);
}

static bool has_office(const World *world, Str office)
{
    for (uint32_t i = 0; i < world->titles.count; i++)
        if (str_equal(world->titles.items[i].id, office)) return true;
    return false;
}

static DatelineStatus load_leaders(Loader *load)
{
    World *world = load->world;
    Table table;
    Map by_name, last_of_owner;
    map_init(&by_name, load->arena);
    map_init(&last_of_owner, load->arena);
    TRY(read_table(load, "entities/leaders.tsv", 9, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        const Str *field = row->fields;
        Term term = {.owner = field[0], .office = field[5], .to = INT32_MAX};
        TRY(check_country(load, &table, row, field[0]));
        if (!has_office(world, field[5]))
            return FAIL_ROW(load->err, &table, row, "office '" STR_FMT "' is not in titles.tsv",
                            STR_ARG(field[5]));
        if (!read_day(field[6], &term.from) ||
            (field[7].len > 0 && !read_day(field[7], &term.to)) || term.from > term.to)
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' to '" STR_FMT "' is no period",
                            STR_ARG(field[6]), STR_ARG(field[7]));
        Str folded = utf8_fold(field[1], load->arena);
        term.leader = map_find(&by_name, folded);
        if (term.leader == MAP_NONE) {
            term.leader = add_leader(load, row, folded);
            map_set(&by_name, folded, term.leader);
        }
        TRY(name_leader(load, &table, row, field[1], term.leader));
        StrList others = {0};
        str_split(field[8], '|', load->arena, &others);
        for (uint32_t k = 0; k < others.count; k++)
            TRY(name_leader(load, &table, row, others.items[k], term.leader));
        add_term(load, term, &last_of_owner);
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

static void flag_word(Loader *load, Str text, uint32_t flag)
{
    Str word = utf8_fold(text, load->arena);
    if (word.len == 0) return;
    map_set(&load->world->words, word, world_word_flags(load->world, word) | flag);
}

static DatelineStatus load_words(Loader *load)
{
    static const Str sexes[] = {STR_INIT("m"), STR_INIT("f"), STR_INIT("x")};
    static const uint32_t flags[] = {WORD_MALE, WORD_FEMALE, WORD_GIVEN};
    Table table;
    TRY(read_table(load, "entities/words.tsv", 2, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t list = 0;
        while (list < COUNT(word_lists) && !str_equal(word_lists[list].list, row->fields[0]))
            list++;
        if (list == COUNT(word_lists))
            return FAIL_ROW(load->err, &table, row, "'" STR_FMT "' is not a list of words",
                            STR_ARG(row->fields[0]));
        flag_word(load, row->fields[1], word_lists[list].flag);
    }
    TRY(read_table(load, "entities/given_names.tsv", 2, &table));
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        uint32_t sex;
        TRY(READ_WORD(load, &table, row, 1, sexes, &sex));
        flag_word(load, row->fields[0], flags[sex]);
    }
    return DATELINE_OK;
}

/* The file is searched as it stands, so that its size costs no time here: only the order and the
 * columns are checked. */
static DatelineStatus load_places(Loader *load)
{
    const Table table = {.name = "entities/places.tsv"};
    TableRow row = {0};
    Str content, before = {NULL, 0};
    TRY(data_file_read(load->files, table.name, load->arena, &content, load->err));
    while (content.len > 0) {
        const char *end = memchr(content.data, '\n', content.len);
        Str line = {content.data, end == NULL ? content.len : (uint32_t)(end - content.data)};
        row.line++;
        bool comment = line.len > 0 && line.data[0] == '#';
        if (!comment && before.len == 0) load->world->places = content;
        uint32_t rest = line.len < content.len ? line.len + 1 : line.len;
        content = (Str){content.data + rest, content.len - rest};
        if (comment && before.len == 0) continue;
        const char *tab = line.len == 0 ? NULL : memchr(line.data, '\t', line.len);
        Str name = {line.data, tab == NULL ? 0 : (uint32_t)(tab - line.data)};
        if (name.len == 0 || name.len + 4 > line.len)
            return FAIL_ROW(load->err, &table, &row, "expected a name, a tab and countries");
        if (before.len > 0 && str_compare(before, name) >= 0)
            return FAIL_ROW(load->err, &table, &row, "'" STR_FMT "' is not in the order of bytes",
                            STR_ARG(name));
        before = name;
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
    TRY(load_words(&load));
    TRY(load_titles(&load));
    TRY(load_bodies(&load));
    TRY(load_groups(&load));
    TRY(load_collectives(&load));
    TRY(load_outlets(&load));
    TRY(load_states(&load));
    TRY(load_shared(&load));
    TRY(load_organisations(&load));
    TRY(load_media(&load));
    TRY(load_metonyms(&load));
    TRY(load_places(&load));
    return load_leaders(&load);
}
