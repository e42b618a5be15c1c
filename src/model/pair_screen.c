#include "model/pair_screen.h"

#include "base/hash.h"

#define JOINING_ROLE 255u /* of the joining word, beside others */
#define MOST_BUCKETS (1u << 20)
#define MOST_BIAS (1 << 20)

PairScreen pair_screen_take(SectionReader *reader, const PairShape *shape)
{
    PairScreen screen = {.shared_roles = shape->shared_roles, .buckets = section_take_u32(reader),
                         .bias = (int32_t)section_take_u32(reader)};
    bool is_in_bounds = screen.buckets > 0 && screen.buckets <= MOST_BUCKETS && screen.bias >= -MOST_BIAS && screen.bias <= MOST_BIAS;
    if (!is_in_bounds) reader->is_short = true;
    screen.words = (const int8_t *)section_take(reader, screen.buckets);
    screen.shared_marks = (const int8_t *)section_take(reader, shape->shared_marks);
    for (size_t i = 0; i < COUNT(screen.party_marks); i++)
        screen.party_marks[i] = (const int8_t *)section_take(reader, shape->party_marks);
    return screen;
}

static uint64_t hash_word(Str word, uint32_t role)
{
    return hash_bytes(word.data, word.len, role);
}

static int32_t sum_of_words(const PairScreen *screen, const PairPart *part, uint32_t first_role)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < part->word_count; i++)
        sum += screen->words[hash_word(part->words[i], first_role + part->roles[i]) % screen->buckets];
    return sum;
}

static int32_t sum_of_marks(const int8_t *numbers, const PairPart *part)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < part->mark_count; i++) sum += numbers[part->marks[i]];
    return sum;
}

bool pair_screen_passes(const PairScreen *screen, const PairCues *cues)
{
    int32_t sum = screen->bias + sum_of_words(screen, &cues->shared, 0) + sum_of_marks(screen->shared_marks, &cues->shared);
    for (size_t i = 0; i < COUNT(cues->parties); i++)
        sum += sum_of_words(screen, &cues->parties[i], screen->shared_roles) +
               sum_of_marks(screen->party_marks[i], &cues->parties[i]);
    return sum >= 0;
}
