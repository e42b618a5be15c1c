/*
 * The persons of an article, as they come up: from the data or from the text, with what titles tell
 * of them.
 *
 *     "Foreign Minister Ann Example"     person:ann example, office "foreign minister"
 */
#include "persons.h"

#include "text/utf8.h"

/* ---- Persons ------------------------------------------------------------------------------ */

static void chain_family(Scan *scan, uint32_t index)
{
    Person *person = &scan->persons.items[index];
    person->next_of_family = NONE;
    if (person->family.len < 2) return; /* an initial */
    uint32_t before = map_find(&scan->person_by_family, person->family);
    person->next_of_family = before == MAP_NONE ? NONE : before;
    map_set(&scan->person_by_family, person->family, index);
}

uint32_t person_of_leader(Scan *scan, uint32_t row)
{
    const Leader *leader = &scan->world->leaders.items[row];
    uint32_t index = map_find(&scan->person_by_name, leader->key);
    if (index != MAP_NONE) return index;
    index = scan->persons.count;
    const Term *term = world_term_on(scan->world, row, scan->day);
    Str normal = world_normal_name(scan->world, leader->name, scan->scratch);
    NameEnds ends = name_variants_ends(scan->world->variants, leader->name, scan->scratch);
    Str country = owner_country(scan, term->owner);
    uint32_t actor = actor_add(scan, leader->key, leader->name, ACTOR_PERSON, country, STR("GOV"));
    Actor *made = &scan->doc->actors.items[actor];
    made->is_from_data = true;
    made->role = term->office;
    made->family = leader->family;
    *list_add(scan->scratch, &scan->persons) = (Person){.actor = actor,
                                                        .leader = row,
                                                        .printed = leader->name,
                                                        .normal = normal,
                                                        .family = leader->family,
                                                        .given = ends.given,
                                                        .sex = leader->sex,
                                                        .owner = term->owner};
    map_set(&scan->person_by_name, leader->key, index);
    chain_family(scan, index);
    return index;
}

uint32_t person_of_actor(Scan *scan, uint32_t actor)
{
    while (scan->person_of_actor.count < scan->doc->actors.count)
        *list_add(scan->scratch, &scan->person_of_actor) = NONE;
    for (; scan->persons_noted < scan->persons.count; scan->persons_noted++)
        scan->person_of_actor.items[scan->persons.items[scan->persons_noted].actor] =
            scan->persons_noted;
    return scan->person_of_actor.items[actor];
}

static char sex_of_name(const Scan *scan, TokenRange name)
{
    uint32_t flags = scan_flags(scan, name.first) & WORD_GIVEN;
    return flags == WORD_MALE ? 'm' : flags == WORD_FEMALE ? 'f' : 0;
}

/* What the name does not show its country may, and a hyphen in the last part: "Sampel Bo-ram". */
static bool is_family_first(const Scan *scan, Str owner, TokenRange name)
{
    if (owner.len == 3) {
        Str folded = utf8_fold(owner, scan->scratch);
        return (world_word_flags(scan->world, folded) & WORD_FAMILY_FIRST) != 0;
    }
    uint32_t last = name.end - 1;
    return owner.len == 0 && last >= name.first + 3 && is_joining_hyphen(scan, last - 1) &&
           !is_capitalised(scan, last);
}

uint32_t person_learn(Scan *scan, const Find *find, Str printed)
{
    const NameVariants *variants = scan->world->variants;
    Str normal = name_variants_key(variants, printed, scan->scratch);
    NameEnds ends = name_variants_ends(variants, printed, scan->scratch);
    bool turned =
        !ends.is_family_first && ends.words > 1 && is_family_first(scan, find->owner, find->name);
    uint32_t index = scan->persons.count;
    /* the family name alone: who that is, only other articles can tell */
    Str key = arena_format(scan->doc->arena, ends.words < 2 ? "name:" STR_FMT : "person:" STR_FMT,
                           STR_ARG(normal));
    Str country = owner_country(scan, find->owner);
    uint32_t actor =
        actor_add(scan, key, scan_text(scan, find->name), ACTOR_PERSON, country, (Str){NULL, 0});
    *list_add(scan->scratch, &scan->persons) = (Person){
        .actor = actor,
        .leader = NONE,
        .printed = printed,
        .normal = normal,
        .family = turned ? ends.given : ends.family,
        .given = turned ? ends.family : ends.given,
        .sex = sex_of_name(scan, find->name),
        .owner = find->owner,
    };
    scan->doc->actors.items[actor].family =
        arena_copy_str(scan->doc->arena, scan->persons.items[index].family);
    map_set(&scan->person_by_name, arena_format(scan->scratch, "person:" STR_FMT, STR_ARG(normal)),
            index);
    chain_family(scan, index);
    return index;
}

void person_note_office(Person *person, Str office, bool is_former)
{
    for (size_t i = 0; i < COUNT(person->offices); i++) {
        bool is_known = str_equal(person->offices[i], office);
        if (person->offices[i].len > 0 && !is_known) continue;
        person->is_former[i] = is_former && (!is_known || person->is_former[i]);
        person->offices[i] = office;
        return;
    }
}

static void note_title(const Scan *scan, Person *person, const Title *title, bool is_former)
{
    static const Str male[] = {STR_INIT("mr"),  STR_INIT("king"),    STR_INIT("prince"),
                               STR_INIT("sir"), STR_INIT("emperor"), STR_INIT("sultan"),
                               STR_INIT("pope")};
    static const Str female[] = {
        STR_INIT("mrs"),  STR_INIT("ms"),   STR_INIT("queen"),      STR_INIT("princess"),
        STR_INIT("lady"), STR_INIT("dame"), STR_INIT("first lady"), STR_INIT("her excellency")};
    for (size_t i = 0; i < COUNT(male) && person->sex == 0; i++)
        if (str_equal(title->id, male[i])) person->sex = 'm';
    for (size_t i = 0; i < COUNT(female) && person->sex == 0; i++)
        if (str_equal(title->id, female[i])) person->sex = 'f';
    if (person->sex == 0 && str_ends(title->words, STR("woman"))) person->sex = 'f';
    if (person->sex == 0 && str_ends(title->words, STR("man"))) person->sex = 'm';
    if (title_is_style(title) || str_equal(title->id, STR("counterpart"))) return;
    person_note_office(person, title->id, is_former);
    Actor *actor = &scan->doc->actors.items[person->actor];
    if (actor->role.len == 0) actor->role = title->id;
    if (actor->sector.len == 0) actor->sector = title->sector;
}

static void note_word(Scan *scan, uint32_t token, uint32_t person, bool replaces)
{
    Str word = world_normal_name(scan->world, scan_word(scan, token), scan->scratch);
    if (word.len == 0 || str_equal(word, scan->persons.items[person].family)) return;
    if (replaces || map_find(&scan->person_by_spelling, word) == MAP_NONE)
        map_set(&scan->person_by_spelling, word, person);
}

/* "Pashinian" in an article that once prints "Nikol Pashinian", whom the data spell otherwise;
 * "Trong" of "Nguyen Phu Trong". */
static void note_spelling(Scan *scan, const Find *find, uint32_t person)
{
    TokenRange name = find->name;
    while (name.end > name.first + 1 && (scan_flags(scan, name.end - 1) & WORD_SUFFIX) != 0)
        name.end--;
    if (name.end < name.first + 2) return;
    if (!is_joining_hyphen(scan, name.end - 2)) note_word(scan, name.end - 1, person, true);
    /* a family name that comes first, where nothing says that it does */
    if ((scan_flags(scan, name.first) & WORD_GIVEN) == 0)
        note_word(scan, name.first, person, false);
}

void person_note_longer_name(Scan *scan, uint32_t person, Str printed)
{
    Person *known = &scan->persons.items[person];
    if (known->leader == NONE && printed.len > known->printed.len) known->printed = printed;
}

void person_attach(Scan *scan, Find *find, uint32_t index)
{
    note_spelling(scan, find, index);
    Person *person = &scan->persons.items[index];
    find->person = index;
    find->actor = person->actor;
    person->find_count++;
    bool is_full = find->name.end > find->name.first + 1;
    if (is_full && (person->named_at == 0 || find->name.end < person->named_at))
        person->named_at = find->name.end;
    Actor *actor = &scan->doc->actors.items[person->actor];
    if (person->owner.len == 0 && find->owner.len > 0) {
        person->owner = find->owner;
        actor->country = owner_country(scan, find->owner);
    }
    if (find->title_row == NONE) return;
    note_title(scan, person, &scan->world->titles.items[find->title_row], find->is_former);
    if (find->owner.len == 0) find->owner = person->owner;
}
