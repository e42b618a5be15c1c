/*
 * Spellings of one name, and names that must stay apart. The names of public persons stand here for
 * the ways in which they are printed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "text/name_variants.h"

typedef struct Loaded {
    DataFiles *files;
    Arena *arena;
    const NameVariants *rules;
} Loaded;

static Loaded *load(void)
{
    Loaded *loaded = calloc(1, sizeof *loaded);
    DatelineError err = {0};
    loaded->files = data_files_new(NULL);
    loaded->arena = arena_new(1u << 20);
    if (name_variants_load(loaded->files, loaded->arena, &loaded->rules, &err) != DATELINE_OK)
        fail_msg("%s", err.message);
    return loaded;
}

static void release(Loaded *loaded)
{
    arena_free(loaded->arena);
    data_files_free(loaded->files);
    free(loaded);
}

static Str key(const Loaded *loaded, const char *name)
{
    return name_variants_key(loaded->rules, str_from_cstring(name), loaded->arena);
}

typedef struct Pair {
    const char *a;
    const char *b;
    const char *rule;
} Pair;

/* One key. */
static const Pair spellings[] = {
    {"Kim Jong-un", "Kim Jong Un", ""},
    {"Kim Jong-Un", "Kim Jongun", ""},
    {"Jong-un Kim", "Kim Jong Un", ""},
    {"Ban Ki-moon", "Ki-moon Ban", ""},
    {"Sergei Lavrov", "Sergey Lavrov", ""},
    {"Sergej Lavrow", "Sergei Lavrov", ""},
    {"Volodymyr Zelensky", "Volodymyr Zelenskyy", ""},
    {"Volodymyr Zelenskiy", "Volodymyr Zelenskyi", ""},
    {"Yuri Gagarin", "Yury Gagarin", ""},
    {"Sergei Shoygu", "Sergey Shoigu", ""},
    {"Yevgeny Prigozhin", "Evgeny Prigojin", ""},
    {"Viktor Yanukovych", "Viktor Yanukovich", ""},
    {"Alexander Lukashenka", "Aleksandr Lukashenko", ""},
    {"Nikol Pashinyan", "Nikol Pashinian", ""},
    {"Ilham Aliyev", "Ilham Aliev", ""},
    {"Bashar al-Assad", "Bashar Assad", ""},
    {"Bashar Al Assad", "Bashar el-Assad", ""},
    {"Mohammed bin Salman", "Muhammad bin Salman", ""},
    {"Mohamed ibn Salman", "Mohamad bin Salman", ""},
    {"Abdel Fattah el-Sisi", "Abdul Fattah al-Sissi", ""},
    {"Abd al-Fattah al-Sisi", "Abdelfattah El Sisi", ""},
    {"Abdel-Fattah el-Sissi", "Abdul-Fatah al-Sisi", ""},
    {"Saddam Hussein", "Saddam Husayn", ""},
    {"Hossein Salami", "Hussein Salami", ""},
    {"Hosni Mubarak", "Husni Mubarak", ""},
    {"Ali Khamenei", "Ali Khamenehi", ""},
    {"Abbas Araghchi", "Abbas Araqchi", ""},
    {"Muammar Gaddafi", "Moammar Qaddafi", ""},
    {"Abdur Rahman", "Abdul Rahman", ""},
    {"Abdulrahman Sample", "Abderrahmane Sample", ""},
    {"Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", ""},
    {"Mevlüt Çavuşoğlu", "Mevlut Cavusoglu", ""},
    {"Gerhard Schröder", "Gerhard Schroeder", ""},
    {"Nguyễn Xuân Phúc", "Nguyen Xuan-Phuc", ""},
    {"Xi Jin-ping", "Xi Jinping", ""},
    {"Kishida Fumio", "Fumio Kishida", ""},
    {"Orban Viktor", "Viktor Orbán", ""},
    {"J. D. Vance", "JD Vance", ""},
    {"J.D. Vance", "JD Vance", ""},
    {"George H. W. Bush", "George H.W. Bush", ""},
    {"Martin Luther King Jr.", "Martin Luther King, Jr", ""},
    {"Itamar Ben-Gvir", "Itamar Ben Gvir", ""},
    {"Waker-Uz-Zaman", "Waker uz Zaman", ""},
};

static const Pair compatible[] = {
    {"Joe Biden", "Joseph R. Biden Jr.", ""},
    {"George Bush", "George W. Bush", "middle name"},
    {"George Bush", "George H. W. Bush", "middle name"},
    {"Vladimir Putin", "Vladimir Vladimirovich Putin", "middle name"},
    {"V. Putin", "Vladimir Putin", "initial"},
    {"JD Vance", "James David Vance", "initial"},
    {"JD Vance", "James Vance", "initial"},
    {"Lavrov", "Sergei Lavrov", "short name"},
    {"al-Sisi", "Abdel Fattah el-Sissi", "short name"},
    {"Shoygu", "Sergei Shoigu", "short name"},
    {"Kim", "Kim Jong Un", "short name"},
    {"Pedro Sánchez", "Pedro Sánchez Pérez-Castejón", "second family name"},
    {"bin Salman", "Mohammed bin Salman", "without given name"},
    {"López Obrador", "Andrés Manuel López Obrador", "without given name"},
    {"Volodymyr Zelensky", "Vladimir Zelensky", "form abroad"},
    {"Alex Sample", "Alexander Sample", "short form"},
    {"Robert F. Kennedy", "Robert F. Kennedy Jr.", "generation"},
    {"Le Pen", "Jean-Marie Le Pen", "without given name"},
    {"Gregg Sample", "Greg Sample", "doubled letter"},
    {"Hillary Clinton", "Hillary Rodham Clinton", "middle name"},
};

static const Pair same[] = {
    {"Joe Biden", "Joseph Biden", "short form"},
    {"Mike Pence", "Michael Pence", "short form"},
    {"Tony Blair", "Anthony Blair", "short form"},
    {"Kishida Fumio", "Fumio Kishida", "order"},
    {"Hossein Amir-Abdollahian", "Hossein Amirabdollahian", "words joined"},
    {"Sergey Lavrov", "Sergei Lavrov", "spelling"},
};

static const Pair apart[] = {
    {"Richard Petty", "Richard Petty Motorsports", "family name"},
    {"Kim Jong Un", "Kim Jong Il", "given name"},
    {"Kim Jong Un", "Kim Yo Jong", "given name"},
    {"Kim Jong Un", "Kim Un Jong", "given name"},
    {"Xi Jinping", "Xi Zhongxun", "given name"},
    {"Xi Jinping", "Jinping Xi", ""},
    {"Li Qiang", "Li Keqiang", "given name"},
    {"Wang Li", "Li Wang", ""},
    {"Zhang Jun", "Jang Jun", "family name"},
    {"Mohammed bin Salman", "Mohammed bin Zayed", "family name"},
    {"Abdullah bin Zayed Al Nahyan", "Mohammed bin Zayed Al Nahyan", "given name"},
    {"Mohammed bin Rashid Al Nahyan", "Mohammed bin Zayed Al Nahyan", "middle name"},
    {"George W. Bush", "George H. W. Bush", "middle name"},
    {"George Bush", "Jeb Bush", "given name"},
    {"Emmanuel Macron", "Mauricio Macri", "family name"},
    {"Macron", "Macri", "family name"},
    {"Martin Luther King Jr.", "Martin Luther King Sr.", "generation"},
    {"Elizabeth I", "Elizabeth II", ""},
    {"Hassan Rouhani", "Hussein Rouhani", "given name"},
    {"Bashar al-Assad", "Hafez al-Assad", "given name"},
    {"Mohamed Salah", "Mohamed Saleh", "family name"},
    {"Sergei Ivanov", "Sergei Ivanova", "family name"},
    {"Igor Ivanov", "Ivan Ivanov", "given name"},
    {"Ivan Petrovich Sidorov", "Ivan Ivanovich Sidorov", "middle name"},
    {"Bryan Sample", "Brian Sample", "given name"},
    {"Bill Clinton", "Hillary Clinton", "given name"},
    {"Boris Johnson", "Lyndon Johnson", "given name"},
    {"Al Gore", "Gore Vidal", "family name"},
    {"Louis Garcia", "Luisa Garcia", "given name"},
    {"James Thomas", "Thomas James", "family name"},
    {"Angela Merkel", "Angela Rayner", "family name"},
    {"Nguyen Xuan Phuc", "Nguyen Phu Trong", "given name"},
    {"Park Geun-hye", "Park Chung-hee", "given name"},
    {"Pedro Sánchez", "Pedro Castillo", "family name"},
    {"Ali Khamenei", "Ali Khan", "family name"},
    {"Imran Khan", "Imran Han", "family name"},
};

static void test_spellings(void **state)
{
    (void)state;
    Loaded *loaded = load();
    for (size_t i = 0; i < COUNT(spellings); i++) {
        Str a = key(loaded, spellings[i].a), b = key(loaded, spellings[i].b);
        if (!str_equal(a, b))
            fail_msg("%s, %s: '" STR_FMT "', '" STR_FMT "'", spellings[i].a, spellings[i].b,
                     STR_ARG(a), STR_ARG(b));
    }
    release(loaded);
}

static void check_pair(const Loaded *loaded, const char *a, const char *b, const char *rule,
                       NameMatch match)
{
    NameVerdict verdict = name_variants_compare(loaded->rules, str_from_cstring(a),
                                                str_from_cstring(b), loaded->arena);
    bool right_rule = rule[0] == '\0' || str_equal(verdict.rule, str_from_cstring(rule));
    if (verdict.match != match || !right_rule)
        fail_msg("%s, %s: %d, " STR_FMT, a, b, (int)verdict.match, STR_ARG(verdict.rule));
}

static void check_pairs(const Loaded *loaded, const Pair *pairs, size_t count, NameMatch match)
{
    for (size_t i = 0; i < count; i++) {
        check_pair(loaded, pairs[i].a, pairs[i].b, pairs[i].rule, match);
        check_pair(loaded, pairs[i].b, pairs[i].a, pairs[i].rule, match);
    }
}

static void test_comparison(void **state)
{
    (void)state;
    Loaded *loaded = load();
    check_pairs(loaded, spellings, COUNT(spellings), NAMES_SAME);
    check_pairs(loaded, same, COUNT(same), NAMES_SAME);
    check_pairs(loaded, compatible, COUNT(compatible), NAMES_COMPATIBLE);
    check_pairs(loaded, apart, COUNT(apart), NAMES_DIFFERENT);
    release(loaded);
}

static void test_names_apart_have_other_keys(void **state)
{
    (void)state;
    Loaded *loaded = load();
    for (size_t i = 0; i < COUNT(apart); i++)
        if (str_equal(key(loaded, apart[i].a), key(loaded, apart[i].b)))
            fail_msg("%s, %s: '" STR_FMT "'", apart[i].a, apart[i].b,
                     STR_ARG(key(loaded, apart[i].a)));
    release(loaded);
}

static void read_examples(Loaded *loaded, const char *file, uint32_t columns, Table *out)
{
    DatelineError err = {0};
    if (data_table_read(loaded->files, file, columns, loaded->arena, out, &err) != DATELINE_OK)
        fail_msg("%s", err.message);
}

/* The example of each row of the data: one key, or names that go together. */
static void test_examples(void **state)
{
    (void)state;
    Loaded *loaded = load();
    Table table;
    read_examples(loaded, "entities/name_rules.tsv", 6, &table);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        Str a = name_variants_key(loaded->rules, row->fields[4], loaded->arena);
        Str b = name_variants_key(loaded->rules, row->fields[5], loaded->arena);
        if (!str_equal(a, b))
            fail_msg("name_rules.tsv:%u: '" STR_FMT "', '" STR_FMT "'", row->line, STR_ARG(a),
                     STR_ARG(b));
    }
    read_examples(loaded, "entities/name_forms.tsv", 5, &table);
    for (uint32_t i = 0; i < table.rows.count; i++) {
        const TableRow *row = &table.rows.items[i];
        NameVerdict verdict =
            name_variants_compare(loaded->rules, row->fields[3], row->fields[4], loaded->arena);
        if (verdict.match == NAMES_DIFFERENT)
            fail_msg("name_forms.tsv:%u: '" STR_FMT "' is none", row->line,
                     STR_ARG(row->fields[3]));
    }
    release(loaded);
}

static void test_odd_names(void **state)
{
    (void)state;
    Loaded *loaded = load();
    assert_int_equal(key(loaded, "").len, 0);
    assert_int_equal(key(loaded, " - , ").len, 0);
    assert_true(str_equal(key(loaded, "al"), STR("al")));
    assert_true(str_equal(key(loaded, "Abdel"), STR("abdel")));
    assert_true(str_equal(key(loaded, "Jr."), STR("jr")));
    assert_true(key(loaded, "a b c d e f g h i j k l m n o p q r s t u v w x y z").len > 0);
    assert_true(key(loaded, "\xff\xfe\xc3(").len < 8);
    check_pair(loaded, "", "Lavrov", "no name", NAMES_DIFFERENT);
    release(loaded);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spellings),
        cmocka_unit_test(test_comparison),
        cmocka_unit_test(test_names_apart_have_other_keys),
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_odd_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
