/*
 * A printed name to its parts in normal form.
 *
 *     "Abd al-Rahman bin Sampel, Jr."   words "abdulrahman" "bin" "sampel", generation "jr"
 *     "H.W.", "H. W.", "HW"             one word of initials, "hw"
 *     "Kim Jong-un", "Kim Jong Un"      words "kim" "jongun"
 *     "Orbán Viktor"                    words "viktor" "orban"
 */
#include "text/name_parts.h"

#include "text/utf8.h"

#define LEAST_STEM 3    /* letters before an ending or after a beginning that a rule rewrites */
#define LEAST_LETTERS 4 /* a shorter word is left as it is */
#define LEAST_DOUBLED 6 /* "Hall" is not "Hal", where nothing shows the language */
#define MOST_INITIALS 4 /* letters */
#define MOST_SYLLABLES 3

/* ---- Splitting ----------------------------------------------------------------------------- */

static bool is_hyphen(uint32_t character)
{
    return character == '-' || character == 0x2010 || character == 0x2011;
}

static bool is_break(uint32_t character)
{
    return is_hyphen(character) || character == ',' || character == UTF8_BAD ||
           utf8_is_space(character);
}

typedef struct Letters {
    uint32_t count;
    uint32_t upper;
    bool any_beside; /* two letters without a dot between them */
} Letters;

static Letters count_letters(Str piece)
{
    Letters letters = {0};
    bool before = false;
    for (uint32_t at = 0, used; at < piece.len; at += used) {
        uint32_t character = utf8_decode(piece, at, &used);
        bool letter = utf8_is_letter(character);
        letters.count += letter;
        letters.upper += letter && utf8_is_upper(character);
        letters.any_beside = letters.any_beside || (letter && before);
        before = letter;
    }
    return letters;
}

typedef struct Splitter {
    const NameVariants *rules;
    Arena *arena;
    NameParts *parts;
    bool has_small_letters; /* so that capitals mean something */
    bool after_hyphen;
    bool is_full;
} Splitter;

/* "J.", "H.W.", and "JD" where the rest of the name is not in capitals. */
static bool is_initials(const Splitter *split, Str piece, Str folded, bool is_last)
{
    Letters letters = count_letters(piece);
    if (letters.count == 0 || letters.count != letters.upper || folded.len > MOST_INITIALS)
        return false;
    if (letters.count == 1) return true;
    if (!letters.any_beside) return true;
    bool capitals = split->has_small_letters && !is_last && letters.count <= 3;
    return capitals && map_find(&split->rules->families, folded) == MAP_NONE &&
           map_find(&split->rules->generations, folded) == MAP_NONE;
}

static void add_piece(Splitter *split, Str piece, bool is_last)
{
    NameParts *parts = split->parts;
    Str folded = utf8_fold(piece, split->arena);
    bool after_hyphen = split->after_hyphen;
    split->after_hyphen = false;
    if (folded.len == 0) return;
    bool initials = is_initials(split, piece, folded, is_last);
    NameWord *last = parts->count == 0 ? NULL : &parts->words[parts->count - 1];
    if (initials && last != NULL && last->is_initial && last->text.len < MOST_INITIALS) {
        last->text =
            arena_format(split->arena, STR_FMT STR_FMT, STR_ARG(last->text), STR_ARG(folded));
        return;
    }
    if (parts->count == MOST_NAME_WORDS) {
        split->is_full = true;
        return;
    }
    uint32_t used;
    parts->words[parts->count++] = (NameWord){
        .text = folded,
        .after_hyphen = after_hyphen,
        .is_small = !utf8_is_upper(utf8_decode(piece, 0, &used)),
        .is_initial = initials,
    };
}

static void split_words(Splitter *split, Str printed)
{
    Letters all = count_letters(printed);
    split->has_small_letters = all.upper < all.count;
    printed = str_trim(printed);
    uint32_t start = 0;
    for (uint32_t at = 0, used; at <= printed.len; at += used) {
        uint32_t character = at < printed.len ? utf8_decode(printed, at, &used) : ' ';
        if (at == printed.len) used = 1;
        if (!is_break(character)) continue;
        if (at > start)
            add_piece(split, (Str){printed.data + start, at - start}, at == printed.len);
        split->after_hyphen = is_hyphen(character);
        start = at + used;
    }
}

/* "Jr.", "III" at the end. */
static void take_generation(const NameVariants *rules, NameParts *parts)
{
    if (parts->count < 2) return;
    Str last = parts->words[parts->count - 1].text;
    uint32_t form = map_find(&rules->generations, last);
    if (form == MAP_NONE || parts->words[parts->count - 1].is_small) return;
    parts->generation = rules->word_forms.items[form];
    parts->count--;
}

/* ---- From which languages ------------------------------------------------------------------ */

static bool is_vowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' || c == 'y';
}

/* Letters from at on that can begin a syllable. */
static uint32_t skip_onset(Str word, uint32_t at)
{
    static const Str pairs[] = {STR_INIT("ch"), STR_INIT("sh"), STR_INIT("zh"), STR_INIT("kh"),
                                STR_INIT("ph"), STR_INIT("th"), STR_INIT("tr"), STR_INIT("ng"),
                                STR_INIT("nh"), STR_INIT("hs"), STR_INIT("ts"), STR_INIT("kw"),
                                STR_INIT("gw"), STR_INIT("hw")};
    if (at < word.len && is_vowel(word.data[at])) return at;
    for (size_t i = 0; i < COUNT(pairs); i++)
        if (str_starts((Str){word.data + at, word.len - at}, pairs[i])) return at + 2;
    return at < word.len && ascii_is_lower(word.data[at]) ? at + 1 : at;
}

static bool is_coda(Str letters)
{
    static const Str codas[] = {STR_INIT("n"),  STR_INIT("ng"), STR_INIT("m"),  STR_INIT("k"),
                                STR_INIT("l"),  STR_INIT("p"),  STR_INIT("t"),  STR_INIT("h"),
                                STR_INIT("c"),  STR_INIT("ch"), STR_INIT("nh"), STR_INIT("hn"),
                                STR_INIT("ck"), STR_INIT("w")};
    return letters.len == 0 || str_is_one_of(letters, codas, COUNT(codas));
}

static bool are_syllables(Str word, uint32_t at, uint32_t most)
{
    if (at == word.len) return true;
    if (most == 0) return false;
    uint32_t vowels = skip_onset(word, at), end = vowels;
    while (end < word.len && is_vowel(word.data[end])) end++;
    if (end == vowels) return false;
    for (uint32_t len = 0; len <= 2 && end + len <= word.len; len++)
        if (is_coda((Str){word.data + end, len}) && are_syllables(word, end + len, most - 1))
            return true;
    return false;
}

bool name_is_syllables(Str word)
{
    return are_syllables(word, 0, MOST_SYLLABLES);
}

static bool are_all_syllables(const NameParts *parts, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (parts->words[i].is_initial || !name_is_syllables(parts->words[i].text)) return false;
    return true;
}

static uint32_t bits_of(const Map *map, Str word)
{
    uint32_t bits = map_find(map, word);
    return bits == MAP_NONE ? 0 : bits;
}

static void move_last_first(NameParts *parts)
{
    NameWord last = parts->words[parts->count - 1];
    memmove(parts->words + 1, parts->words, (parts->count - 1) * sizeof *parts->words);
    parts->words[0] = last;
}

/* "Kim Jong Un"; "Jong-un Kim" too, where the hyphen shows which part is the given name. */
static bool is_family_first(const NameVariants *rules, NameParts *parts)
{
    uint32_t count = parts->count;
    if (count < 2) return false;
    if (count == 3 && parts->words[1].after_hyphen && !parts->words[2].after_hyphen &&
        bits_of(&rules->families, parts->words[2].text) != 0 && are_all_syllables(parts, 0, 2))
        move_last_first(parts);
    uint32_t scopes = bits_of(&rules->families, parts->words[0].text);
    if (scopes == 0 || !are_all_syllables(parts, 1, count)) return false;
    parts->scopes = scopes;
    return true;
}

#define SERVANT "abdul"

/* "Abdelaziz", "Abdurrahman": printed in one word. */
static Str read_servant(Str word, Arena *arena)
{
    static const Str starts[] = {STR_INIT("abdel"), STR_INIT("abdal"), STR_INIT("abdol"),
                                 STR_INIT("abdoul")};
    static const Str doubled[] = {STR_INIT("abdur"), STR_INIT("abder"), STR_INIT("abdes"),
                                  STR_INIT("abden"), STR_INIT("abdus"), STR_INIT("abdir")};
    for (size_t i = 0; i < COUNT(starts); i++)
        if (word.len >= starts[i].len + LEAST_STEM && str_starts(word, starts[i]))
            return arena_format(arena, "abdul%.*s", (int)(word.len - starts[i].len),
                                word.data + starts[i].len);
    for (size_t i = 0; i < COUNT(doubled); i++) {
        uint32_t len = doubled[i].len;
        if (word.len >= len + LEAST_STEM && str_starts(word, doubled[i]))
            return arena_format(arena, "abdul%c%.*s", word.data[len - 1],
                                (int)(word.len - len - (word.data[len] == word.data[len - 1])),
                                word.data + len + (word.data[len] == word.data[len - 1]));
    }
    return word;
}

static uint32_t scopes_of_word(const NameVariants *rules, const NameWord *word, Arena *arena)
{
    uint32_t scopes = bits_of(&rules->cues, word->text);
    if (word->text.len >= sizeof SERVANT - 1 + LEAST_STEM &&
        str_starts(read_servant(word->text, arena), STR(SERVANT)))
        scopes |= SCOPE_ARABIC;
    for (uint32_t i = 0; i < rules->cue_endings.count; i++) {
        const LetterRule *cue = &rules->cue_endings.items[i];
        if (word->text.len >= cue->from.len + LEAST_STEM && str_ends(word->text, cue->from))
            scopes |= cue->scopes;
    }
    return scopes;
}

/* "al-Sample", "bin Sample": what none but Arabic names have. */
static bool has_arabic_word(const NameVariants *rules, const NameParts *parts)
{
    for (uint32_t i = 0; i + 1 < parts->count; i++) {
        const NameWord *word = &parts->words[i];
        uint32_t role = bits_of(&rules->roles, word->text);
        if ((role & ROLE_SERVANT) != 0) return true;
        if ((role & ROLE_ARTICLE) != 0 && parts->words[i + 1].after_hyphen && word->is_small)
            return true;
    }
    return false;
}

static void note_scopes(const NameVariants *rules, NameParts *parts, Arena *arena)
{
    for (uint32_t i = 0; i < parts->count; i++)
        if (!parts->words[i].is_initial)
            parts->scopes |= scopes_of_word(rules, &parts->words[i], arena);
    if (has_arabic_word(rules, parts)) parts->scopes |= SCOPE_ARABIC;
}

/* ---- Small words --------------------------------------------------------------------------- */

static bool is_al(Str word)
{
    return str_equal(word, STR("al")) || str_equal(word, STR("el"));
}

/* Whether the article at i is none of the name's: but "Al Gore". */
static bool is_dropped_article(const NameVariants *rules, const NameParts *parts, uint32_t i)
{
    const NameWord *word = &parts->words[i];
    if (i + 1 >= parts->count || word->is_initial) return false;
    if ((bits_of(&rules->roles, word->text) & ROLE_ARTICLE) == 0) return false;
    if (word->is_small && (i > 0 || is_al(word->text))) return true;
    if (!is_al(word->text)) return i > 0 && parts->words[i + 1].after_hyphen;
    return i > 0 || parts->words[1].after_hyphen || parts->count > 2 ||
           str_equal(word->text, STR("el")) || (parts->scopes & SCOPE_ARABIC) != 0;
}

static bool is_son(const NameVariants *rules, const NameParts *parts, uint32_t i)
{
    if ((bits_of(&rules->roles, parts->words[i].text) & ROLE_SON) == 0) return false;
    if (i + 1 >= parts->count) return false;
    return i > 0 || parts->words[1].after_hyphen || parts->words[0].is_small;
}

static void read_small_words(const NameVariants *rules, NameParts *parts, Arena *arena)
{
    NameParts out = *parts;
    out.count = 0;
    for (uint32_t i = 0; i < parts->count; i++) {
        NameWord word = parts->words[i];
        bool servant = (bits_of(&rules->roles, word.text) & ROLE_SERVANT) != 0;
        if (servant && i + 1 < parts->count) {
            uint32_t next = i + 1;
            if (is_dropped_article(rules, parts, next)) next++;
            word.text = arena_format(arena, "abdul" STR_FMT, STR_ARG(parts->words[next].text));
            word.is_small = false;
            i = next;
        } else if (is_dropped_article(rules, parts, i)) {
            continue;
        } else if (is_son(rules, parts, i)) {
            word.text = STR("bin");
            word.is_fixed = true;
        }
        out.words[out.count++] = word;
    }
    *parts = out;
}

/* ---- Letters ------------------------------------------------------------------------------- */

static bool is_in_scope(const LetterRule *rule, uint32_t scopes)
{
    return rule->scopes == 0 || (rule->scopes & scopes) != 0;
}

static const LetterRule *rule_at_start(const LetterIndex *index, Str text, uint32_t scopes)
{
    const LetterRule *best = NULL;
    for (uint32_t i = index->first[(unsigned char)text.data[0]]; i != NONE_MORE;
         i = index->rules.items[i].next) {
        const LetterRule *rule = &index->rules.items[i];
        if (!is_in_scope(rule, scopes) || !str_starts(text, rule->from)) continue;
        if (best == NULL || rule->from.len > best->from.len) best = rule;
    }
    return best;
}

static const LetterRule *rule_at_end(const LetterRules *rules, Str word, uint32_t scopes)
{
    const LetterRule *best = NULL;
    for (uint32_t i = 0; i < rules->count; i++) {
        const LetterRule *rule = &rules->items[i];
        if (word.len < rule->from.len + LEAST_STEM || !is_in_scope(rule, scopes)) continue;
        if (str_ends(word, rule->from) && (best == NULL || rule->from.len > best->from.len))
            best = rule;
    }
    return best;
}

static void add_text(char *out, uint32_t *len, Str text)
{
    memcpy(out + *len, text.data, text.len);
    *len += text.len;
}

/* "ss", "ii"; two of the other vowels sound unlike one. */
static Str drop_doubled(char *text, uint32_t len)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < len; i++) {
        bool vowel = text[i] == 'a' || text[i] == 'e' || text[i] == 'o';
        bool is_doubled = end > 0 && ascii_is_letter(text[i]) && text[i] == text[end - 1];
        if (vowel || !is_doubled) text[end++] = text[i];
    }
    return (Str){text, end};
}

static Str rewrite_letters(const NameVariants *rules, Str word, uint32_t scopes, Arena *arena)
{
    if (word.len < LEAST_LETTERS) return word;
    char *out = arena_alloc(arena, ((size_t)word.len + 2) * rules->longest_to);
    uint32_t len = 0, at = 0, end = word.len;
    const LetterRule *start = rule_at_start(&rules->starts, word, scopes);
    if (start != NULL && word.len >= start->from.len + LEAST_STEM) {
        add_text(out, &len, start->to);
        at = start->from.len;
    }
    const LetterRule *ending =
        rule_at_end(&rules->ends, (Str){word.data + at, word.len - at}, scopes);
    if (ending != NULL) end -= ending->from.len;
    while (at < end) {
        const LetterRule *inside =
            rule_at_start(&rules->insides, (Str){word.data + at, end - at}, scopes);
        if (inside != NULL)
            add_text(out, &len, inside->to);
        else
            out[len++] = word.data[at];
        at += inside != NULL ? inside->from.len : 1;
    }
    if (ending != NULL) add_text(out, &len, ending->to);
    return len >= LEAST_DOUBLED || (scopes & (SCOPE_SLAVIC | SCOPE_ARABIC)) != 0
               ? drop_doubled(out, len)
               : (Str){out, len};
}

/* The listed form of a word, or of what follows "abdul"; NULL if it is not listed. */
static Str listed_form(const NameVariants *rules, Str word, Arena *arena)
{
    uint32_t form = map_find(&rules->words, word);
    if (form != MAP_NONE) return rules->word_forms.items[form];
    if (!str_starts(word, STR(SERVANT))) return (Str){NULL, 0};
    uint32_t start = sizeof SERVANT - 1;
    form = map_find(&rules->words, (Str){word.data + start, word.len - start});
    if (form == MAP_NONE) return (Str){NULL, 0};
    return arena_format(arena, SERVANT STR_FMT, STR_ARG(rules->word_forms.items[form]));
}

static void normalise(const NameVariants *rules, NameParts *parts, Arena *arena)
{
    for (uint32_t i = 0; i < parts->count; i++) {
        NameWord *word = &parts->words[i];
        if (word->is_initial || word->is_fixed) continue;
        Str listed = listed_form(rules, word->text, arena);
        Str whole = listed.len > 0 ? word->text : read_servant(word->text, arena);
        if (listed.len == 0) listed = listed_form(rules, whole, arena);
        word->is_fixed = listed.len > 0;
        word->given = word->is_fixed ? listed : word->text;
        word->text = word->is_fixed ? listed : rewrite_letters(rules, whole, parts->scopes, arena);
    }
}

/* ---- Order --------------------------------------------------------------------------------- */

/* "Kishida Fumio": what stands last is a given name there, and what stands first is none. */
static void put_family_last(const NameVariants *rules, NameParts *parts)
{
    if (parts->count != 2 || parts->words[0].is_initial || parts->words[1].after_hyphen) return;
    Str first = parts->words[0].text, last = parts->words[1].text;
    uint32_t scopes = bits_of(&rules->last_given, last);
    if (scopes == 0 || bits_of(&rules->last_given, first) != 0 ||
        map_find(&rules->forms, first) != MAP_NONE || map_find(&rules->words, first) != MAP_NONE)
        return;
    move_last_first(parts);
    parts->is_reordered = true;
}

static void join_given_syllables(NameParts *parts, Arena *arena)
{
    for (uint32_t i = 2; i < parts->count; i++)
        parts->words[1].text = arena_format(arena, STR_FMT STR_FMT, STR_ARG(parts->words[1].text),
                                            STR_ARG(parts->words[i].text));
    if (parts->count > 2) parts->count = 2;
}

bool name_parts_read(const NameVariants *rules, Str printed, uint32_t scopes, Arena *arena,
                     NameParts *out)
{
    *out = (NameParts){.scopes = scopes};
    Splitter split = {.rules = rules, .arena = arena, .parts = out};
    split_words(&split, printed);
    if (split.is_full || out->count == 0) return false;
    take_generation(rules, out);
    if (is_family_first(rules, out)) {
        join_given_syllables(out, arena);
        return true;
    }
    note_scopes(rules, out, arena);
    put_family_last(rules, out);
    read_small_words(rules, out, arena);
    normalise(rules, out, arena);
    return true;
}

Str name_parts_join(const NameParts *parts, const char *separator, Arena *arena)
{
    Str text = {NULL, 0};
    for (uint32_t i = 0; i < parts->count; i++)
        text = arena_format(arena, STR_FMT "%s" STR_FMT, STR_ARG(text), i > 0 ? separator : "",
                            STR_ARG(parts->words[i].text));
    if (parts->generation.len > 0)
        text = arena_format(arena, STR_FMT " " STR_FMT, STR_ARG(text), STR_ARG(parts->generation));
    return text;
}

Str name_variants_key(const NameVariants *rules, Str printed, Arena *arena)
{
    NameParts parts;
    bool is_read = name_parts_read(rules, printed, 0, arena, &parts);
    if (!is_read && parts.count > 0) return utf8_fold(printed, arena); /* too long for a name */
    return name_parts_join(&parts, " ", arena);
}

NameEnds name_variants_ends(const NameVariants *rules, Str printed, Arena *arena)
{
    NameParts parts;
    NameEnds ends = {0};
    if (!name_parts_read(rules, printed, 0, arena, &parts)) return ends;
    ends.words = parts.count;
    ends.is_family_first = (parts.scopes & SCOPE_FAMILY_FIRST) != 0;
    const NameWord *first = &parts.words[0], *last = &parts.words[parts.count - 1];
    if (ends.is_family_first) {
        ends.family = first->text;
        ends.given = parts.count > 1 ? last->text : (Str){NULL, 0};
        return ends;
    }
    ends.given = first->text;
    ends.family = last->is_initial ? last->text : name_variants_key(rules, last->given, arena);
    return ends;
}
