#include "augment.h"

#include "model/syntax_model.h"
#include "text/utf8.h"

#define PERCENT_OTHER_MARKS 50
#define PERCENT_WITHOUT_STOP 5
#define PERCENT_CAPITALS 2
#define PERCENT_TITLE 6
#define LONGEST_HEADLINE 18
#define SHORTEST_HEADLINE 4

uint32_t random_below(Random *random, uint32_t limit)
{
    random->state += 0x9E3779B97F4A7C15u;
    uint64_t mixed = random->state;
    mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)((mixed ^ mixed >> 31) % limit);
}

static void set_form(Corpus *corpus, GoldWord *word, Str form)
{
    word->form = form;
    word->lower = utf8_lower(form, corpus->arena);
}

static bool is_one_of(Str text, const Str *list, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (str_equal(text, list[i])) return true;
    return false;
}

static const Str opening[] = {STR_INIT("\""), STR_INIT("“"), STR_INIT("‘"), STR_INIT("''"),
                              STR_INIT("'")};
static const Str closing[] = {STR_INIT("\""), STR_INIT("”"), STR_INIT("’"), STR_INIT("''"),
                              STR_INIT("'")};
static const Str dashes[] = {STR_INIT("-"), STR_INIT("--"), STR_INIT("–"), STR_INIT("—")};

static void change_marks(Corpus *corpus, GoldSentence *sentence, Random *random)
{
    uint32_t quotes = random_below(random, 10);
    quotes = quotes < 4 ? 0 : quotes < 8 ? 1 : quotes - 6; /* mostly straight and curly double */
    uint32_t dash = random_below(random, COUNT(dashes));
    for (uint32_t i = 0; i < sentence->count; i++) {
        GoldWord *word = &sentence->words[i];
        if (str_ends(word->tag, STR("/``")))
            set_form(corpus, word, opening[quotes]);
        else if (str_ends(word->tag, STR("/''")))
            set_form(corpus, word, closing[quotes]);
        else if (str_ends(word->tag, STR("/,")) || str_ends(word->tag, STR("/:"))) {
            if (is_one_of(word->form, dashes, COUNT(dashes))) set_form(corpus, word, dashes[dash]);
        } else if (word->form.len > 1 && word->form.data[0] == '\'') {
            if (quotes != 0 && random_below(random, 2) == 0)
                set_form(corpus, word,
                         arena_format(corpus->arena, "’" STR_FMT, (int)word->form.len - 1,
                                      word->form.data + 1));
        }
    }
}

static bool has_children(const GoldSentence *sentence, uint32_t head)
{
    for (uint32_t i = 0; i < sentence->count; i++)
        if (sentence->words[i].head == head) return true;
    return false;
}

static bool ends_with_stop(const GoldSentence *sentence)
{
    uint32_t last = sentence->count - 1;
    return sentence->count > 2 && str_ends(sentence->words[last].tag, STR("/.")) &&
           !has_children(sentence, last);
}

static Str to_case(Arena *arena, Str form, bool all)
{
    char *out = arena_alloc(arena, (size_t)form.len + 1);
    memcpy(out, form.data, form.len);
    for (uint32_t i = 0; i < (all ? form.len : 1); i++)
        if (out[i] >= 'a' && out[i] <= 'z') out[i] = (char)(out[i] - 32);
    return (Str){out, form.len};
}

/* "a", "of", "the" stay small in title case; some papers raise words of four letters. */
static bool stays_small(const GoldWord *word, uint32_t at)
{
    if (at == 0 || word->form.len > 3) return false;
    return str_starts(word->tag, STR("ADP/")) || str_starts(word->tag, STR("DET/")) ||
           str_starts(word->tag, STR("CCONJ/")) || str_starts(word->tag, STR("PART/"));
}

static void add_headline(Corpus *corpus, uint32_t index, bool capitals)
{
    GoldSentence copy = corpus->sentences.items[index];
    copy.words = arena_new_items(corpus->arena, GoldWord, copy.count);
    memcpy(copy.words, corpus->sentences.items[index].words, copy.count * sizeof *copy.words);
    if (ends_with_stop(&copy)) copy.count--;
    for (uint32_t i = 0; i < copy.count; i++)
        if (capitals || !stays_small(&copy.words[i], i))
            set_form(corpus, &copy.words[i], to_case(corpus->arena, copy.words[i].form, capitals));
    *list_add(corpus->arena, &corpus->sentences) = copy;
}

void corpus_augment(Corpus *corpus, Random *random)
{
    uint32_t count = corpus->sentences.count;
    for (uint32_t i = 0; i < count; i++) {
        GoldSentence *sentence = &corpus->sentences.items[i];
        if (random_below(random, 100) < PERCENT_OTHER_MARKS) change_marks(corpus, sentence, random);
        if (random_below(random, 100) < PERCENT_WITHOUT_STOP && ends_with_stop(sentence))
            sentence->count--;
        uint32_t draw = random_below(random, 100);
        if (sentence->count < SHORTEST_HEADLINE || sentence->count > LONGEST_HEADLINE) continue;
        if (draw < PERCENT_CAPITALS + PERCENT_TITLE) add_headline(corpus, i, draw < PERCENT_CAPITALS);
    }
}
