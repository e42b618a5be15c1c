/*
 * Which person of the article or of the data a name is.
 *
 *     "Joseph R. Biden Jr."      of the data: the only one whose name goes with it on that day
 *     "Reza Sample"              of the article: "Mohammad Reza Sample" stands before
 *     "Sample", "President Sample"     the one of that family name to whom the title belongs
 */
#include "persons.h"

#define LONGEST_FAMILY_CHAIN 32
#define MOST_PERSONS_COMPARED 128

static bool is_mark_in_name(char letter)
{
    return letter == '(' || letter == ')' || letter == '#';
}

/* "(Ann) Example", "Ann #Example" -> "Ann Example" */
static Str without_marks(const Scan *scan, Str text)
{
    size_t kept = 0;
    for (size_t i = 0; i < text.len; i++) kept += !is_mark_in_name(text.data[i]);
    if (kept == text.len) return text;
    char *out = arena_alloc(scan->doc->arena, kept + 1);
    uint32_t len = 0;
    for (size_t i = 0; i < text.len; i++)
        if (!is_mark_in_name(text.data[i])) out[len++] = text.data[i];
    return (Str){out, len};
}

Str person_printed(const Scan *scan, TokenRange name, bool bare)
{
    while (bare && name.end > name.first + 1 && (scan_flags(scan, name.end - 1) & WORD_SUFFIX) != 0)
        name.end--;
    return without_marks(scan, scan_text(scan, name));
}

/* ---- Days --------------------------------------------------------------------------------- */

#define DAYS_AFTER_OFFICE 1100 /* a former leader is still printed by the short name */
#define DAYS_BEFORE_OFFICE 200

static bool fits_day(const Scan *scan, const Leader *leader)
{
    if (scan->day == DAY_UNKNOWN) return true;
    for (uint32_t i = leader->first_term; i != NONE;
         i = scan->world->terms.items[i].next_of_leader) {
        const Term *term = &scan->world->terms.items[i];
        bool ended = term->to != INT32_MAX && scan->day > term->to + DAYS_AFTER_OFFICE;
        if (!ended && scan->day >= term->from - DAYS_BEFORE_OFFICE) return true;
    }
    return false;
}

static bool in_office_now(const Scan *scan, const Leader *leader)
{
    for (uint32_t i = leader->first_term; i != NONE;
         i = scan->world->terms.items[i].next_of_leader) {
        const Term *term = &scan->world->terms.items[i];
        if (scan->day != DAY_UNKNOWN ? term->from <= scan->day && scan->day <= term->to
                                     : term->to == INT32_MAX)
            return true;
    }
    return false;
}

/* ---- Full names --------------------------------------------------------------------------- */

/* Whether a name that only may be the leader's is: it says more than the data do ("Joseph R. ..."),
 * or the leader is one of that day. */
static bool is_leader_likely(const Scan *scan, const Leader *leader, Str printed, Str rule)
{
    if (str_equal(rule, STR("generation")) || str_equal(rule, STR("short name")) ||
        str_equal(rule, STR("without given name")) || str_equal(rule, STR("second family name")))
        return false;
    bool says_more = str_equal(rule, STR("middle name")) && printed.len > leader->name.len;
    return says_more || fits_day(scan, leader);
}

/* Where the last word of a printed name starts: "Diaz-Canel". */
static uint32_t last_word_start(Str printed)
{
    uint32_t start = printed.len;
    while (start > 0 && printed.data[start - 1] != ' ') start--;
    return start;
}

/* The first leader of the family that a name ends in, also of one written with a hyphen. */
static uint32_t first_of_family(const Scan *scan, Str printed, NameEnds ends)
{
    uint32_t row = map_find(&scan->world->leader_by_family, ends.family);
    if (row != MAP_NONE) return row;
    uint32_t start = last_word_start(printed);
    Str last = {printed.data + start, printed.len - start};
    if (str_find(last, STR("-"), 0) == STR_NOT_FOUND) return NONE;
    row = map_find(&scan->world->leader_by_family,
                   world_normal_name(scan->world, last, scan->scratch));
    return row == MAP_NONE ? NONE : row;
}

/* The one leader whose name goes with what is printed; NONE if there is none, or several. */
static uint32_t leader_of_variant(const Scan *scan, Str printed, NameEnds ends)
{
    const World *world = scan->world;
    uint32_t likely = NONE, count = 0;
    for (uint32_t row = first_of_family(scan, printed, ends); row != NONE;
         row = world->leaders.items[row].next_of_family) {
        const Leader *leader = &world->leaders.items[row];
        NameVerdict verdict =
            name_variants_compare(world->variants, printed, leader->name, scan->scratch);
        if (verdict.match == NAMES_SAME) return row;
        if (verdict.match == NAMES_DIFFERENT ||
            !is_leader_likely(scan, leader, printed, verdict.rule))
            continue;
        likely = row;
        count++;
    }
    return count == 1 ? likely : NONE;
}

/* "Luis Alberto Arce [Catacora]": two given names, two family names, of which the first is told. A
 * name of three words may be a son's. */
static bool drop_second_family(Str printed, NameEnds ends, Str *out)
{
    if (ends.words < 4) return false;
    uint32_t start = last_word_start(printed);
    if (start == 0) return false;
    *out = (Str){printed.data, start - 1};
    return true;
}

uint32_t leader_of_name(const Scan *scan, Str printed)
{
    const World *world = scan->world;
    uint32_t row =
        map_find(&world->leader_by_name, world_normal_name(world, printed, scan->scratch));
    if (row != MAP_NONE) return row;
    NameEnds ends = name_variants_ends(world->variants, printed, scan->scratch);
    if (ends.words < 2) return NONE;
    uint32_t leader = leader_of_variant(scan, printed, ends);
    Str shorter;
    if (leader != NONE || !drop_second_family(printed, ends, &shorter)) return leader;
    return leader_of_variant(scan, shorter,
                             name_variants_ends(world->variants, shorter, scan->scratch));
}

static bool has_word(Str text, Str word)
{
    for (uint32_t at = 0; (at = str_find(text, word, at)) != STR_NOT_FOUND; at++) {
        bool starts = at == 0 || text.data[at - 1] == ' ';
        bool ends = at + word.len == text.len || text.data[at + word.len] == ' ';
        if (starts && ends) return true;
    }
    return false;
}

static bool shares_word(Str a, Str b)
{
    uint32_t start = 0;
    for (uint32_t i = 0; i <= a.len; i++) {
        if (i < a.len && a.data[i] != ' ') continue;
        if (i > start && has_word(b, (Str){a.data + start, i - start})) return true;
        start = i + 1;
    }
    return false;
}

/* "Reza Zahedi" after "Mohammad Reza Zahedi": a spelling of the name first, then one that goes with
 * it, of these the one named most. */
uint32_t person_of_full_name(const Scan *scan, Str printed)
{
    Str normal = world_normal_name(scan->world, printed, scan->scratch);
    uint32_t index = map_find(&scan->person_by_name,
                              arena_format(scan->scratch, "person:" STR_FMT, STR_ARG(normal)));
    if (index != MAP_NONE) return index;
    uint32_t best = NONE, count = scan->persons.count;
    for (uint32_t back = 1; back <= count && back <= MOST_PERSONS_COMPARED; back++) {
        const Person *person = &scan->persons.items[count - back];
        if (str_find(person->normal, STR(" "), 0) == STR_NOT_FOUND ||
            !shares_word(normal, person->normal))
            continue;
        NameVerdict verdict =
            name_variants_compare(scan->world->variants, printed, person->printed, scan->scratch);
        if (verdict.match == NAMES_SAME) return count - back;
        bool others_child = person->leader != NONE && str_equal(verdict.rule, STR("generation"));
        if (verdict.match == NAMES_DIFFERENT || others_child) continue;
        if (best == NONE || person->find_count >= scan->persons.items[best].find_count)
            best = count - back;
    }
    return best;
}

bool person_has_office(const Scan *scan, const Person *person, Str office)
{
    for (size_t i = 0; i < COUNT(person->offices); i++)
        if (str_equal(person->offices[i], office)) return true;
    return person->leader != NONE &&
           world_held_office(scan->world, person->leader, (Str){NULL, 0}, office);
}

bool title_is_style(const Title *title)
{
    return title->use == USE_STYLE;
}

/* ---- Short names -------------------------------------------------------------------------- */

/* "Mr Example" is not Ann, "Ms Example" not Bob. */
static bool is_other_sex(const Person *person, const Title *title)
{
    if (title == NULL || person->sex == 0) return false;
    char sex = str_equal(title->id, STR("mr"))                                       ? 'm'
               : str_equal(title->id, STR("mrs")) || str_equal(title->id, STR("ms")) ? 'f'
                                                                                     : 0;
    return sex != 0 && person->sex != sex;
}

#define NAMED_BEFORE_SCORE 60 /* more than being named often */

/* The best person of the article with that family name for a mention at a token: one the data know
 * to be a head first, then one whom the text has named in full by then, then the one named most;
 * a title, if there is one, must fit. */
uint32_t person_of_family(const Scan *scan, Str family, const Title *title, Str owner,
                          uint32_t token)
{
    uint32_t best = NONE, best_score = 0, at = map_find(&scan->person_by_family, family);
    for (uint32_t steps = 0; at != MAP_NONE && at != NONE && steps < LONGEST_FAMILY_CHAIN;
         steps++, at = scan->persons.items[at].next_of_family) {
        const Person *person = &scan->persons.items[at];
        bool same_owner =
            owner.len == 0 || person->owner.len == 0 || str_equal(owner, person->owner);
        uint32_t score = 1 + (person->find_count < 50 ? person->find_count : 50);
        bool is_named = person->named_at > 0 && person->named_at <= token;
        if (is_named) score += NAMED_BEFORE_SCORE;
        if (person->leader != NONE && scan->world->leaders.items[person->leader].bare) score += 100;
        if (title != NULL && !title_is_style(title) && person_has_office(scan, person, title->id))
            score += 200;
        if (!same_owner || is_other_sex(person, title)) score = score > 1 ? 1 : score;
        bool is_first = best != NONE && score == best_score && is_named &&
                        person->named_at < scan->persons.items[best].named_at;
        if (score > best_score || is_first) {
            best = at;
            best_score = score;
        }
    }
    return best;
}

/* "Ann" in an article with one Ann Example. */
uint32_t person_of_given(const Scan *scan, Str given)
{
    uint32_t found = NONE, count = scan->persons.count;
    for (uint32_t back = 1; back <= count && back <= MOST_PERSONS_COMPARED; back++) {
        if (!str_equal(scan->persons.items[count - back].given, given)) continue;
        if (found != NONE) return NONE;
        found = count - back;
    }
    return given.len > 2 ? found : NONE;
}

/* Whether the article names a state or organisation that the leader served. */
static bool owner_is_named(const Scan *scan, const Leader *leader)
{
    for (uint32_t i = leader->first_term; i != NONE; i = scan->world->terms.items[i].next_of_leader)
        if (scan_is_named(scan, scan->world->terms.items[i].owner)) return true;
    return false;
}

/* A leader of the data by the short name: the article must name the country or give the office, and
 * there must be one who fits better than all others. */
uint32_t leader_of_family(const Scan *scan, Str family, const Title *title, Str owner)
{
    uint32_t best = NONE, best_score = 0, row = map_find(&scan->world->leader_by_family, family);
    bool tie = false;
    for (; row != MAP_NONE && row != NONE; row = scan->world->leaders.items[row].next_of_family) {
        const Leader *leader = &scan->world->leaders.items[row];
        bool office = title != NULL && !title_is_style(title) &&
                      (world_held_office(scan->world, row, (Str){NULL, 0}, title->id) ||
                       (str_equal(title->id, STR("leader")) && title->head == HEAD_STATE));
        bool named = owner_is_named(scan, leader);
        if (!fits_day(scan, leader) || (owner.len > 0 && !world_served(scan->world, row, owner)))
            continue;
        if (!office && !(leader->bare && named)) continue;
        uint32_t score = 1 + 4u * office + 2u * named + (in_office_now(scan, leader) ? 3u : 0) +
                         (owner.len > 0 ? 4u : 0);
        tie = score == best_score ? true : score > best_score ? false : tie;
        if (score <= best_score) continue;
        best = row;
        best_score = score;
    }
    return tie ? NONE : best;
}

/* "Shoygu" in an article that prints "Sergei Shoigu". */
uint32_t person_of_spelling(const Scan *scan, Str printed)
{
    Str normal = world_normal_name(scan->world, printed, scan->scratch);
    uint32_t count = scan->persons.count;
    for (uint32_t back = 1; back <= count && back <= MOST_PERSONS_COMPARED; back++) {
        const Person *person = &scan->persons.items[count - back];
        Str family = person->family;
        bool alike = family.len > 3 && normal.len > 3 && family.data[0] == normal.data[0] &&
                     family.data[family.len - 1] == normal.data[normal.len - 1];
        if (!alike) continue;
        NameVerdict verdict =
            name_variants_compare(scan->world->variants, printed, person->printed, scan->scratch);
        if (verdict.match != NAMES_DIFFERENT) return count - back;
    }
    return NONE;
}

uint32_t person_of_child(const Scan *scan, Str printed)
{
    Str family = name_variants_ends(scan->world->variants, printed, scan->scratch).family;
    uint32_t likely = NONE, count = scan->persons.count;
    for (uint32_t back = 1; back <= count && back <= MOST_PERSONS_COMPARED; back++) {
        const Person *person = &scan->persons.items[count - back];
        if (!str_equal(person->family, family)) continue;
        NameVerdict verdict =
            name_variants_compare(scan->world->variants, printed, person->printed, scan->scratch);
        if (verdict.match == NAMES_DIFFERENT) continue;
        if (!str_equal(verdict.rule, STR("generation"))) return count - back;
        if (person->leader == NONE && likely == NONE) likely = count - back;
    }
    return likely;
}
