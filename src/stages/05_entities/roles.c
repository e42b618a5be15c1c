/*
 * Who a role means: by its words, what stands beside it, and whom the article gave that office.
 *
 *     ", the leader of North Korea,"   beside a name: that person
 *     "the Chinese president"          whoever the article gave that office and country
 *     "the Turkish president"          nobody so far: who held the office on the article's day
 *     "a senior Armenian official"     nobody in particular: role:ARM:official
 */
#include "scan.h"

#define PERSONS_LOOKED_AT 64 /* back from the last, for a role */
#define FINDS_LOOKED_AT 120  /* back from the role */
#define AGED_SENTENCES_BACK 3
#define SENTENCES_TO_NAME 4 /* a headline, a date, the first paragraph, and the name */

/* ---- Beside a name ------------------------------------------------------------------------ */

static bool owners_agree(const Scan *scan, Str a, Str b)
{
    return a.len == 0 || b.len == 0 || str_equal(a, b) ||
           str_equal(owner_country(scan, a), owner_country(scan, b));
}

static uint32_t person_beside(const Scan *scan, uint32_t index, uint32_t token, bool ends)
{
    for (uint32_t steps = 1; steps <= 6; steps++) {
        uint32_t other = ends ? index - steps : index + steps;
        if ((ends && steps > index) || other >= scan->finds.count) break;
        const Find *find = &scan->finds.items[other];
        if (find->kind != FIND_PERSON || find->person == NONE) continue;
        if ((ends ? find->tokens.end : find->tokens.first) == token) return other;
    }
    return NONE;
}

/* "Ann Example, the leader of X," and "The leader of X, Ann Example,". */
static uint32_t find_apposition(const Scan *scan, uint32_t index)
{
    const Find *role = &scan->finds.items[index];
    uint32_t limit = scan_sentence_end(scan, role->tokens.first);
    uint32_t start = scan_sentence_first(scan, role->tokens.first);
    uint32_t first = role->tokens.first, end = role->tokens.end;
    if (role->head + 1 == end && end < limit && is_possessive(scan, end))
        return NONE; /* "Ann, the mayor's lawyer" */
    if (first > start && is_word(scan, first - 1, STR(","))) {
        uint32_t other = person_beside(scan, index, first - 1, true);
        if (other != NONE) return other;
    }
    if (end < limit && is_word(scan, end, STR(",")))
        return person_beside(scan, index, end + 1, false);
    if (end < limit && role->is_definite) return person_beside(scan, index, end, false);
    return NONE;
}

/* ---- Who holds an office ------------------------------------------------------------------ */

/* Whether a person of the article is the one a role means. */
static bool fits_role(const Scan *scan, const Person *person, Str owner, const Title *title)
{
    if (!owners_agree(scan, owner, person->owner)) return false;
    if (owner.len > 0 && person->owner.len == 0) return false;
    if (person_has_office(scan, person, title->id)) return true;
    if (person->leader == NONE) {
        /* "the minister" for a foreign minister, "the spokesman" for a ministry's */
        for (size_t i = 0; i < COUNT(person->offices); i++)
            if (person->offices[i].len > title->id.len && owner.len == 0 &&
                str_ends(person->offices[i], title->id))
                return true;
        return false;
    }
    if (str_equal(title->id, STR("leader"))) {
        if (scan->day != DAY_UNKNOWN)
            return world_leader_on(scan->world, person->owner, scan->day) == person->leader;
        uint32_t first = scan->world->leaders.items[person->leader].first_term;
        Str office = scan->world->terms.items[first].office;
        return str_equal(office, STR("president")) || str_equal(office, STR("prime minister")) ||
               str_equal(office, STR("chancellor"));
    }
    return false;
}

/* Whether the article or the data say that the person holds the office now. */
static bool holds_role(const Scan *scan, const Person *person, const Title *title)
{
    if (person->leader == NONE || scan->day == DAY_UNKNOWN) return true;
    if (str_equal(title->id, STR("leader")))
        return world_leader_on(scan->world, person->owner, scan->day) == person->leader;
    return world_holder_on(scan->world, person->owner, title->id, scan->day) == person->leader;
}

/* "Ann Example praised the president": somebody else than the subject, as a name would be; NONE if
 * nobody is. */
static uint32_t subject_of_clause(const Scan *scan, uint32_t index)
{
    const Find *role = &scan->finds.items[index];
    uint32_t sentence = scan_token(scan, role->head)->sentence;
    if (is_subject(scan, role)) return NONE;
    for (uint32_t back = 1; back <= index; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (scan_token(scan, find->head)->sentence != sentence) break;
        if (find->person != NONE && !find->is_dropped && is_subject(scan, find))
            return find->person;
    }
    return NONE;
}

/* "President Ann Example": the article itself gives the person that office. */
static bool is_given_office(const Person *person, const Title *title)
{
    for (size_t i = 0; i < COUNT(person->offices); i++)
        if (str_equal(person->offices[i], title->id) && !person->is_former[i]) return true;
    return false;
}

/* Whether the office is one of another day: the article calls it a former one, or only the data
 * know it. */
static bool is_of_other_day(const Scan *scan, const Person *person, const Title *title)
{
    if (is_given_office(person, title)) return false;
    return person->leader == NONE || scan->day == DAY_UNKNOWN || !holds_role(scan, person, title);
}

#define TIMES_AS_OFTEN 3

/* "the president" in an article on President Ann Carter that once names the Kenyan President Bob
 * Example a sentence before: Carter. A person named last and seldom gives way to another of that
 * office who is named far more often, but for who acts in the sentence before. */
static uint32_t rather_the_main(const Scan *scan, uint32_t index, uint32_t nearest,
                                const Title *title)
{
    const Find *role = &scan->finds.items[index], *find = &scan->finds.items[nearest];
    const Person *person = &scan->persons.items[find->person];
    uint32_t here = scan_token(scan, role->head)->sentence;
    bool is_near = scan_token(scan, find->head)->sentence == here || is_subject(scan, find);
    if (role->owner.len > 0 || title->head != HEAD_STATE || is_near) return find->person;
    for (uint32_t i = 0; i < scan->persons.count && i < PERSONS_LOOKED_AT; i++) {
        const Person *other = &scan->persons.items[i];
        if (other->find_count >= TIMES_AS_OFTEN * person->find_count &&
            fits_role(scan, other, role->owner, title) && !is_of_other_day(scan, other, title))
            return i;
    }
    return find->person;
}

/* The person of a role named last before it, or, if none was, first after; of these rather one who
 * is in office than a predecessor. */
static uint32_t antecedent_of_role(const Scan *scan, uint32_t index, const Title *title)
{
    const Find *role = &scan->finds.items[index];
    uint32_t subject = subject_of_clause(scan, index), own = NONE, other_day = NONE;
    bool is_now = role->is_definite && !role->is_future;
    for (uint32_t back = 1; back <= index && back <= FINDS_LOOKED_AT; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (find->person == NONE || find->kind == FIND_PRONOUN) continue;
        if (!fits_role(scan, &scan->persons.items[find->person], role->owner, title)) continue;
        const Person *person = &scan->persons.items[find->person];
        if (find->person == subject)
            own = subject;
        else if (is_now && is_of_other_day(scan, person, title))
            other_day = other_day == NONE ? find->person : other_day;
        else /* "the president of Example News" is less than one who was a state's */
            return other_day != NONE && person->leader == NONE
                       ? other_day
                       : rather_the_main(scan, index, index - back, title);
    }
    if (other_day != NONE) own = other_day;
    if (own != NONE || role->owner.len == 0) return own;
    uint32_t former = NONE;
    for (uint32_t i = 0; i < scan->persons.count && i < PERSONS_LOOKED_AT; i++) {
        if (!fits_role(scan, &scan->persons.items[i], role->owner, title)) continue;
        if (holds_role(scan, &scan->persons.items[i], title)) return i;
        if (former == NONE) former = i;
    }
    return former;
}

static uint32_t leader_of_role(const Scan *scan, const Find *role, const Title *title)
{
    if (role->owner.len == 0 || role->is_former || role->is_future) return NONE;
    if (scan->day == DAY_UNKNOWN) return world_only_holder(scan->world, role->owner, title->id);
    if (str_equal(title->id, STR("leader")))
        return world_leader_on(scan->world, role->owner, scan->day);
    return world_holder_on(scan->world, role->owner, title->id, scan->day);
}

static void set_person(Scan *scan, Find *find, uint32_t person, Str rule, float confidence)
{
    find->person = person;
    find->actor = scan->persons.items[person].actor;
    find->rule = rule;
    find->confidence = confidence;
}

static void learn_from_apposition(Scan *scan, Find *role, uint32_t other, const Title *title)
{
    Person *person = &scan->persons.items[scan->finds.items[other].person];
    Actor *actor = &scan->doc->actors.items[person->actor];
    if (person->owner.len == 0) {
        person->owner = role->owner;
        actor->country = owner_country(scan, role->owner);
    }
    if (actor->role.len == 0) actor->role = title->id;
    if (actor->sector.len == 0) actor->sector = title->sector;
    person_note_office(person, title->id, role->is_former);
    set_person(scan, role, scan->finds.items[other].person, STR("ROLE-APPOSITION"), 0.9f);
}

static bool is_same_owner_or_none(const Scan *scan, const Find *role, uint32_t other)
{
    const Person *person = &scan->persons.items[scan->finds.items[other].person];
    return owners_agree(scan, role->owner, person->owner);
}

static bool is_of_person(const Scan *scan, uint32_t index)
{
    uint32_t inner = find_own_pronoun(scan, index);
    return inner != NONE && scan->finds.items[inner].person != NONE;
}

/* "his Turkish counterpart": who holds his office there. */
static bool resolve_counterpart(Scan *scan, uint32_t index)
{
    static const Str counterpart = STR_INIT("counterpart");
    Find *role = &scan->finds.items[index];
    uint32_t inner = find_own_pronoun(scan, index);
    if (!str_equal(scan->world->titles.items[role->title_row].id, counterpart)) return false;
    role->rule = STR("ROLE-COUNTERPART");
    if (inner == NONE || scan->finds.items[inner].person == NONE) return true;
    const Person *self = &scan->persons.items[scan->finds.items[inner].person];
    Str office = scan->doc->actors.items[self->actor].role;
    if (office.len == 0 || role->owner.len == 0) return true;
    Title title = {.words = office, .id = office, .head = HEAD_ANY};
    uint32_t person = antecedent_of_role(scan, index, &title);
    if (person == NONE) {
        uint32_t leader = leader_of_role(scan, role, &title);
        if (leader != NONE) person = person_of_leader(scan, leader);
    }
    if (person == NONE)
        role->actor = actor_of_role(scan, role->owner, &title);
    else
        set_person(scan, role, person, STR("ROLE-COUNTERPART"), 0.7f);
    return true;
}

/* "the official" after "a White House official". */
static Str owner_of_same_role(const Scan *scan, uint32_t index)
{
    const Find *role = &scan->finds.items[index];
    Str id = scan->world->titles.items[role->title_row].id;
    for (uint32_t back = 1; back <= index && back <= FINDS_LOOKED_AT; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (find->kind != FIND_ROLE || find->person != NONE || find->owner.len == 0) continue;
        if (str_equal(scan->world->titles.items[find->title_row].id, id)) return find->owner;
    }
    return (Str){NULL, 0};
}

/* "Kenya, through a spokesman, said no": of the state that acts in the sentence. */
static Str owner_of_spokesperson(const Scan *scan, uint32_t index)
{
    const Find *role = &scan->finds.items[index];
    Str id = scan->world->titles.items[role->title_row].id;
    if (!str_ends(id, STR("spokesperson")) || role->is_of_name || role->is_of_pronoun ||
        role->owner_find != NONE)
        return (Str){NULL, 0};
    uint32_t sentence = scan_token(scan, role->head)->sentence;
    for (uint32_t back = 1; back <= index; back++) {
        const Find *find = &scan->finds.items[index - back];
        if (scan_token(scan, find->head)->sentence != sentence) break;
        bool acts = find->kind == FIND_STATE || find->kind == FIND_METONYM ||
                    find->kind == FIND_BODY || find->kind == FIND_PERSON;
        if (acts && !find->is_dropped && is_subject(scan, find))
            return find->kind == FIND_PERSON ? (Str){NULL, 0} : find->owner;
    }
    return (Str){NULL, 0};
}

/* "General Secretary and President Ann Example": two offices of one person. NONE if the role may be
 * somebody else's, as "the general secretary and President Ann Example". */
static uint32_t holder_of_both(const Scan *scan, uint32_t index)
{
    const Find *role = &scan->finds.items[index];
    uint32_t end = role->tokens.end, limit = scan_sentence_end(scan, role->tokens.first);
    if (role->is_definite || role->is_plural || !is_capitalised(scan, role->head)) return NONE;
    if (end + 1 >= limit || !is_word(scan, end, STR("and"))) return NONE;
    uint32_t other = person_beside(scan, index, end + 1, false);
    if (other == NONE || scan->finds.items[other].title_row == NONE) return NONE;
    const Find *name = &scan->finds.items[other];
    const Title *title = &scan->world->titles.items[role->title_row];
    uint32_t leader = leader_of_role(scan, role, title);
    const Person *person = &scan->persons.items[name->person];
    if (leader != NONE && leader != person->leader) return NONE;
    return owners_agree(scan, role->owner, person->owner) ? other : NONE;
}

/* "The 71-year-old": the person whom the last sentences were about, rather a subject than not. */
void aged_resolve(Scan *scan, uint32_t index)
{
    Find *find = &scan->finds.items[index];
    uint32_t sentence = scan_token(scan, find->head)->sentence, best = NONE;
    for (uint32_t back = 1; back <= index && back <= FINDS_LOOKED_AT; back++) {
        const Find *other = &scan->finds.items[index - back];
        if (sentence - scan_token(scan, other->head)->sentence > AGED_SENTENCES_BACK) break;
        if (other->is_dropped || other->person == NONE) continue;
        if (best == NONE) best = index - back;
        if (!is_subject(scan, other)) continue;
        best = index - back;
        break;
    }
    if (best != NONE)
        set_person(scan, find, scan->finds.items[best].person, STR("ROLE-AGED"), 0.6f);
}

uint32_t role_holder(Scan *scan, Str owner, const Title *title)
{
    for (uint32_t i = 0; i < scan->persons.count && i < PERSONS_LOOKED_AT; i++) {
        const Person *person = &scan->persons.items[i];
        if (person->owner.len > 0 && fits_role(scan, person, owner, title) &&
            holds_role(scan, person, title))
            return person->actor;
    }
    Find role = {.owner = owner};
    uint32_t leader = leader_of_role(scan, &role, title);
    if (leader == NONE) return NONE;
    uint32_t person = person_of_leader(scan, leader); /* may move the list */
    return scan->persons.items[person].actor;
}

/* "Army chief of X says ... Ann Example, X's army chief, ...": who has which office is learnt from
 * all of the article before any role is told. */
void roles_learn(Scan *scan)
{
    for (uint32_t i = 0; i < scan->finds.count; i++) {
        Find *role = &scan->finds.items[i];
        if (role->kind != FIND_ROLE || role->is_dropped) continue;
        uint32_t other = find_apposition(scan, i);
        if (other == NONE || !is_same_owner_or_none(scan, role, other)) continue;
        learn_from_apposition(scan, role, other, &scan->world->titles.items[role->title_row]);
    }
}

/* "the prime minister" of the state that the article is about. */
static uint32_t holder_in_article(Scan *scan, const Find *role, const Title *title)
{
    if (role->owner.len > 0 || !role->is_definite || role->is_of_pronoun) return NONE;
    if (role->is_former || role->is_future || title->head == HEAD_NO) return NONE;
    Find here = {.owner = owner_of_article(scan)};
    return leader_of_role(scan, &here, title);
}

static bool reports(const Scan *scan, const Find *find)
{
    uint32_t verb = scan_token(scan, scan_syntactic_head(scan, find->tokens))->head;
    return verb != NONE && is_subject(scan, find) &&
           (world_word_flags(scan->world, scan_token(scan, verb)->lemma) & WORD_REPORT) != 0;
}

/* "Kenya's trade minister says ... Ann Example also says": nothing is told of the name that comes
 * first after the role, so the reader is to take it for the minister's. */
static uint32_t holder_named_after(const Scan *scan, uint32_t index, const Title *title)
{
    const Find *role = &scan->finds.items[index];
    if (role->owner.len == 0 || role->is_plural || role->is_of_name) return NONE;
    if (title->head == HEAD_NO && !str_ends(title->id, STR("minister"))) return NONE;
    uint32_t sentence = scan_token(scan, role->head)->sentence;
    for (uint32_t i = 0; i < index; i++)
        if (scan->finds.items[i].kind == FIND_PERSON && !scan->finds.items[i].is_dropped)
            return NONE;
    for (uint32_t i = index + 1; i < scan->finds.count && i <= index + FINDS_LOOKED_AT; i++) {
        const Find *find = &scan->finds.items[i];
        uint32_t here = scan_token(scan, find->head)->sentence;
        if (here > sentence + SENTENCES_TO_NAME) return NONE;
        if (find->person == NONE || find->is_dropped || find->kind == FIND_PRONOUN) continue;
        const Person *person = &scan->persons.items[find->person];
        bool is_bare = find->kind == FIND_PERSON && find->title_row == NONE && here > sentence &&
                       person->owner.len == 0 && person->offices[0].len == 0 &&
                       person->leader == NONE && find->name.end > find->name.first + 1;
        return is_bare && !is_word(scan, find->tokens.end, STR(",")) && reports(scan, find)
                   ? find->person
                   : NONE;
    }
    return NONE;
}

void role_resolve(Scan *scan, uint32_t index)
{
    Find *role = &scan->finds.items[index];
    const Title *title = &scan->world->titles.items[role->title_row];
    if (resolve_counterpart(scan, index)) return;
    if (!role->is_of_name) find_take_owner(scan, role);
    uint32_t other = find_apposition(scan, index);
    if (other == NONE) other = holder_of_both(scan, index);
    if (other != NONE && is_same_owner_or_none(scan, role, other)) {
        learn_from_apposition(scan, role, other, title);
        return;
    }
    bool pointing = role->owner.len > 0 || !role->is_of_pronoun;
    bool of_person = role->owner_find != NONE || (role->is_of_pronoun && is_of_person(scan, index));
    if (!role->is_indefinite && !of_person && pointing && !role->is_former) {
        uint32_t person = antecedent_of_role(scan, index, title);
        if (person != NONE) {
            set_person(scan, role, person, STR("ROLE-ANTECEDENT"),
                       role->owner.len > 0 ? 0.85f : 0.65f);
            return;
        }
        uint32_t leader = role->is_of_name ? NONE : leader_of_role(scan, role, title);
        if (leader != NONE) {
            set_person(scan, role, person_of_leader(scan, leader), STR("ROLE-DATA"), 0.8f);
            return;
        }
        person = holder_named_after(scan, index, title);
        if (person != NONE) {
            set_person(scan, role, person, STR("ROLE-NAMED-AFTER"), 0.6f);
            return;
        }
        leader = holder_in_article(scan, role, title);
        if (leader != NONE) {
            uint32_t holder = person_of_leader(scan, leader);
            set_person(scan, role, holder, STR("ROLE-OF-ARTICLE"), 0.5f);
            return;
        }
    }
    if (role->owner.len == 0 && role->is_definite && !role->is_of_name)
        role->owner = owner_of_same_role(scan, index);
    if (role->owner.len == 0) role->owner = owner_of_spokesperson(scan, index);
    if (role->owner.len > 0) {
        role->actor = actor_of_role(scan, role->owner, title);
        role->rule = STR("ROLE-UNNAMED");
        role->confidence = 0.6f;
    } else {
        role->rule = STR("ROLE-UNKNOWN");
        role->confidence = 0.4f;
    }
}
