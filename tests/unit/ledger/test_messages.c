#include "../fixture.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/buffer.h"
#include "ledger/messages.h"

/* A little world: articles and reports between A and B, put together by hand. */
typedef struct World {
    Arena *arena;
    LedgerData *data;
    MessageBucket bucket;
    LedgerArticle articles[64];
    Report reports[64];
} World;

static int make_world(void **state)
{
    World *world = calloc(1, sizeof *world);
    if (world == NULL) return -1;
    world->arena = arena_new(1u << 16);
    DatelineError err = {0};
    if (ledger_data_new(NULL, &world->data, &err) != DATELINE_OK) return -1;
    world->bucket = (MessageBucket){.first_party = STR("person:a"),
                                    .second_party = STR("person:b"),
                                    .articles = world->articles,
                                    .reports = world->reports};
    *state = world;
    return 0;
}

static int free_world(void **state)
{
    World *world = *state;
    ledger_data_free(world->data);
    arena_free(world->arena);
    free(world);
    return 0;
}

static Id id_for(char kind, const char *name)
{
    Id id = {0};
    id.text[0] = kind;
    memset(id.text + 1, '0', ID_CHARS - 1);
    memcpy(id.text + 1, name, strlen(name));
    return id;
}

/* day: "2024-12-31" or "" for an article without a date. */
static int32_t day_of_text(const char *text)
{
    int year, month, day;
    if (sscanf(text, "%d-%d-%d", &year, &month, &day) != 3) return INT32_MIN;
    return day_from_civil((CivilDate){year, month, day});
}

static uint32_t article(World *world, const char *name, const char *day, const char *text)
{
    LedgerArticle *article = &world->articles[world->bucket.article_count];
    article->id = id_for('a', name);
    article->day = day_of_text(day);
    article->has_day = article->day != INT32_MIN;
    if (!article->has_day) article->day = 0;
    article->terms = terms_of(world->data, str_from_cstring(text), 4000, 64, world->arena);
    return world->bucket.article_count++;
}

static LedgerDate date(const char *text)
{
    LedgerDate out = {0};
    if (text[0] == 'W') {
        out.weekday = text[1] - '0';
    } else if (text[0] == 'X') {
        sscanf(text + 5, "%d-%d", &out.month, &out.day);
    } else if (strlen(text) == 7) { /* a month: "2031-06" */
        CivilDate day = {.day = 1};
        sscanf(text, "%d-%d", &day.year, &day.month);
        out.is_known = true;
        out.first = day_from_civil(day);
        out.last = out.first + days_in_month(day.year, day.month) - 1;
    } else if (text[0] != '\0') {
        out.is_known = true;
        out.first = out.last = day_of_text(text);
    }
    return out;
}

static Report *report(World *world, const char *name, uint32_t in, const char *occasion,
                      int32_t year, const char *sent)
{
    Report *report = &world->reports[world->bucket.report_count++];
    *report = (Report){.id = id_for('r', name),
                       .article = in,
                       .kind = MESSAGE_MESSAGE,
                       .occasion = str_from_cstring(occasion),
                       .year = year,
                       .sent = date(sent)};
    return report;
}

static void print_date(Buffer *out, const char *name, const MergedDate *date)
{
    if (!date->is_known) return;
    CivilDate first = civil_from_day(date->first);
    buffer_format(out, " %s %04d-%02d-%02d%s", name, first.year, first.month, first.day,
                  date->is_inferred ? "~" : "");
}

static void print_conflicts(const World *world, Buffer *line, const MergedMessage *message)
{
    static const char *const names[] = {"!", "received!", "form!", "status!", "first!", "second!"};
    for (uint32_t kind = 0; kind < MESSAGE_CONFLICT_COUNT; kind++) {
        const IndexList *sides = &message->conflicts[kind];
        for (uint32_t k = 0; k < sides->count; k++)
            buffer_format(line, " %s%.3s", names[kind], world->reports[sides->items[k]].id.text);
    }
}

static int by_text(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* The first report of the message that this one answers. */
static void print_answered(const World *world, Buffer *line, const MergedMessageList *messages,
                           const MergedMessage *message)
{
    for (uint32_t i = 0; message->has_reply_to && i < messages->count; i++) {
        const MergedMessage *other = &messages->items[i];
        if (strcmp(other->id.text, message->reply_to.text) == 0)
            buffer_format(line, " to %.3s", world->reports[other->reports.items[0]].id.text);
    }
}

/* One line a message, in the order of the alphabet. */
static const char *merged(World *world)
{
    MergedMessageList messages = {0};
    messages_merge(&world->bucket, world->arena, &messages);
    enum { LINE = 400 };
    char(*lines)[LINE] = arena_alloc_items(world->arena, messages.count, LINE);
    for (uint32_t i = 0; i < messages.count; i++) {
        static const char *const arrows[] = {"A>B", "B>A", "A=B"};
        const MergedMessage *message = &messages.items[i];
        Buffer line = {0};
        buffer_format(&line, "%s %s %.*s %d", arrows[message->direction],
                      message_kind_name(message->kind), STR_ARG(message->occasion), message->year);
        print_date(&line, "sent", &message->sent);
        print_date(&line, "reported", &message->reported);
        buffer_add(&line, ":", 1);
        for (uint32_t k = 0; k < message->reports.count; k++)
            buffer_format(&line, " %.3s", world->reports[message->reports.items[k]].id.text);
        print_conflicts(world, &line, message);
        print_answered(world, &line, &messages, message);
        snprintf(lines[i], LINE, "%s\n", line.data);
        buffer_release(&line);
    }
    qsort(lines, messages.count, LINE, by_text);
    Buffer all = {0};
    for (uint32_t i = 0; i < messages.count; i++) buffer_add(&all, lines[i], strlen(lines[i]));
    const char *copy = arena_copy(world->arena, all.len == 0 ? "" : all.data, all.len);
    buffer_release(&all);
    return copy;
}

/* The same reports in many other orders must give the same messages. */
static void check(World *world, const char *expected)
{
    uint32_t seed = 12345;
    for (int round = 0; round < 50; round++) {
        assert_string_equal(merged(world), expected);
        for (uint32_t i = world->bucket.report_count; i > 1; i--) {
            seed = seed * 1664525u + 1013904223u;
            uint32_t k = (seed >> 8) % i;
            Report swapped = world->reports[i - 1];
            world->reports[i - 1] = world->reports[k];
            world->reports[k] = swapped;
        }
    }
}

static void many_articles_tell_of_one_message(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2031-12-31", "The envoy carried a letter.");
    uint32_t two = article(world, "2", "2032-01-01", "A letter was read out.");
    uint32_t old = article(world, "3", "2030-12-31", "A year before there was a letter too.");
    report(world, "1", one, "new year", 2032, "2031-12-30")->kind = MESSAGE_LETTER;
    report(world, "2", one, "", 0, "");
    report(world, "3", two, "new year", 0, "2031-12-30")->kind = MESSAGE_LETTER;
    report(world, "4", old, "new year", 2031, "");
    check(world, "A>B letter new year 2032 sent 2031-12-30 reported 2031-12-31: r10 r20 r30\n"
                 "A>B message new year 2031 reported 2030-12-31: r40\n");
}

static void an_undated_report_joins_by_weekday(void **state)
{
    World *world = *state;
    /* 31 December 2024 is a Tuesday, 27 December 2025 a Saturday. */
    uint32_t one = article(world, "1", "2024-12-31", "A greeting with wishes for victory.");
    uint32_t two = article(world, "2", "2025-12-27", "A greeting about the alliance in trenches.");
    uint32_t undated = article(world, "3", "", "A greeting, released in the capital.");
    report(world, "1", one, "new year", 2025, "");
    report(world, "2", two, "new year", 2026, "");
    report(world, "3", undated, "new year", 0, "W1")->reported = date("W2");
    check(world, "A>B message new year 2025 sent 2024-12-30~ reported 2024-12-31: r10 r30\n"
                 "A>B message new year 2026 reported 2025-12-27: r20\n");
}

static void an_undated_report_joins_by_words_and_company(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2024-12-31", "Ruritania praised the harvest festival.");
    uint32_t two = article(world, "2", "2025-12-27", "Ruritania launched a submarine shipyard.");
    uint32_t undated = article(world, "3", "", "Another harvest festival in Ruritania, praised.");
    report(world, "1", one, "new year", 2025, "");
    report(world, "2", two, "new year", 2026, "");
    report(world, "3", undated, "new year", 0, "");
    check(world, "A>B message new year 2025 reported 2024-12-31: r10 r30\n"
                 "A>B message new year 2026 reported 2025-12-27: r20\n");
}

static void an_undated_report_that_fits_two_stays_alone(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2024-12-31", "Ruritania praised the harvest.");
    uint32_t two = article(world, "2", "2025-12-31", "Ruritania praised the harvest.");
    uint32_t undated = article(world, "3", "", "Ruritania praised the harvest.");
    report(world, "1", one, "new year", 2025, "");
    report(world, "2", two, "new year", 2026, "");
    report(world, "3", undated, "new year", 0, "");
    check(world, "A>B message new year 0: r30\n"
                 "A>B message new year 2025 reported 2024-12-31: r10\n"
                 "A>B message new year 2026 reported 2025-12-31: r20\n");
}

static void two_days_for_one_letter_are_a_conflict(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2025-12-27", "The letter praised troops.");
    uint32_t undated = article(world, "2", "", "The letter praised troops, reported on Thursday.");
    report(world, "1", one, "new year", 2026, "2025-12-18")->is_earlier = true;
    report(world, "2", one, "new year", 2026, "2025-12-25")->is_earlier = true;
    report(world, "3", undated, "new year", 0, "XXXX-12-18")->reported = date("W4");
    check(world, "A>B message new year 2026 sent 2025-12-18 reported 2025-12-25~: r10 r20 r30 "
                 "!r10 !r20\n");
}

static void an_exchange_belongs_to_both_letters(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2024-12-31", "They exchanged greetings.");
    report(world, "1", one, "new year", 2025, "");
    report(world, "2", one, "new year", 2025, "2024-12-31")->is_exchange = true;
    check(world, "A>B message new year 2025 sent 2024-12-31 reported 2024-12-31: r10 r20\n");
    uint32_t two = article(world, "2", "2025-01-01", "A reply came.");
    report(world, "3", two, "new year", 2025, "")->is_reverse = true;
    check(world, "A>B message new year 2025 sent 2024-12-31 reported 2024-12-31: r10 r20\n"
                 "B>A message new year 2025 sent 2024-12-31 reported 2024-12-31: r20 r30\n");
}

static void a_greeting_is_no_condolence_and_a_call_no_letter(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2031-05-05", "Much happened.");
    report(world, "1", one, "", 0, "")->kind = MESSAGE_CONGRATULATION;
    report(world, "2", one, "", 0, "")->kind = MESSAGE_CONDOLENCE;
    report(world, "3", one, "", 0, "")->kind = MESSAGE_CALL;
    uint32_t two = article(world, "2", "2031-05-06", "More happened.");
    report(world, "4", two, "", 0, "")->kind = MESSAGE_CONDOLENCE;
    check(world, "A=B call  0 reported 2031-05-05: r30\n"
                 "A>B condolence  0 reported 2031-05-05: r20 r40\n"
                 "A>B congratulation  0 reported 2031-05-05: r10\n");
}

static void a_reply_finds_the_letter_it_answers(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2031-05-03", "The first letter.");
    uint32_t two = article(world, "2", "2031-05-20", "The second letter.");
    uint32_t three = article(world, "3", "2031-06-01", "What came back.");
    uint32_t four = article(world, "4", "2031-06-02", "The same was told elsewhere.");
    report(world, "1", one, "", 0, "2031-05-03")->kind = MESSAGE_LETTER;
    report(world, "2", two, "", 0, "2031-05-20")->kind = MESSAGE_LETTER;
    Report *reply = report(world, "3", three, "", 0, "2031-06-01");
    reply->kind = MESSAGE_REPLY;
    reply->is_reverse = true;
    reply->answer = (ReportAnswer){.is_told = true, .kind = MESSAGE_LETTER};
    check(world, "A>B letter  0 sent 2031-05-03 reported 2031-05-03: r10\n"
                 "A>B letter  0 sent 2031-05-20 reported 2031-05-20: r20\n"
                 "B>A reply  0 sent 2031-06-01 reported 2031-06-01: r30 to r20\n");
    /* the text gives the day, and two articles say more than one */
    for (int i = 0; i < 2; i++) {
        Report *dated =
            report(world, i == 0 ? "4" : "5", i == 0 ? three : four, "", 0, "2031-06-01");
        *dated = (Report){
            .id = dated->id,
            .article = dated->article,
            .kind = MESSAGE_REPLY,
            .is_reverse = true,
            .sent = dated->sent,
            .answer = {.is_told = true, .kind = MESSAGE_MESSAGE, .sent = date("XXXX-05-03")}};
    }
    check(world, "A>B letter  0 sent 2031-05-03 reported 2031-05-03: r10\n"
                 "A>B letter  0 sent 2031-05-20 reported 2031-05-20: r20\n"
                 "B>A reply  0 sent 2031-06-01 reported 2031-06-01: r30 r40 r50 to r10\n");
}

static void a_reply_to_what_its_article_tells_of(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2031-05-20", "A letter of the spring, and what came back.");
    uint32_t two = article(world, "2", "2031-05-10", "Another letter.");
    report(world, "1", one, "", 0, "2031-05-03")->is_earlier = true;
    report(world, "2", two, "", 0, "2031-05-10");
    Report *reply = report(world, "3", one, "", 0, "2031-05-19");
    reply->is_reverse = true;
    reply->answer = (ReportAnswer){
        .is_told = true, .kind = MESSAGE_LETTER, .has_report = true, .report = id_for('r', "1")};
    check(world, "A>B message  0 sent 2031-05-03: r10\n"
                 "A>B message  0 sent 2031-05-10 reported 2031-05-10: r20\n"
                 "B>A message  0 sent 2031-05-19 reported 2031-05-20: r30 to r10\n");
    /* a letter is not answered before it is written, nor by a call */
    reply = report(world, "4", two, "", 0, "2031-04-01");
    reply->is_reverse = true;
    reply->answer = (ReportAnswer){.is_told = true, .kind = MESSAGE_LETTER};
    Report *call = report(world, "5", two, "", 0, "2031-05-09");
    call->kind = MESSAGE_CALL;
    call->answer = (ReportAnswer){.is_told = true, .kind = MESSAGE_CALL};
    check(world, "A=B call  0 sent 2031-05-09 reported 2031-05-10: r50\n"
                 "A>B message  0 sent 2031-05-03: r10\n"
                 "A>B message  0 sent 2031-05-10 reported 2031-05-10: r20\n"
                 "B>A message  0 sent 2031-04-01: r40\n"
                 "B>A message  0 sent 2031-05-19 reported 2031-05-20: r30 to r10\n");
}

static void statements_of_one_matter_are_one(void **state)
{
    World *world = *state;
    world->bucket.first_party = (Str){NULL, 0};
    world->bucket.second_party = STR("gov:a:foreign ministry@2031-05");
    const char *raid =
        "The ministry condemned the raid on the harbour, which killed two fishermen.";
    uint32_t one = article(world, "1", "2031-05-03", raid);
    uint32_t two = article(world, "2", "2031-05-04", raid);
    uint32_t three =
        article(world, "3", "2031-05-03", "Barley prices rose, and tariffs will follow.");
    report(world, "1", one, "", 0, "2031-05-03")->kind = MESSAGE_STATEMENT;
    report(world, "2", two, "", 0, "")->kind = MESSAGE_STATEMENT;
    report(world, "3", three, "", 0, "2031-05-03")->kind = MESSAGE_STATEMENT;
    check(world, "A>B statement  0 sent 2031-05-03 reported 2031-05-03: r10 r20\n"
                 "A>B statement  0 sent 2031-05-03 reported 2031-05-03: r30\n");
}

static void a_month_is_enough_to_tell_messages_apart(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2031-12-01", "He had written in the spring.");
    uint32_t two = article(world, "2", "2033-04-01", "Of barley, and a letter long ago.");
    report(world, "1", one, "", 0, "2031-03")->is_earlier = true;
    report(world, "2", two, "", 0, "2031-03")->is_earlier = true;
    report(world, "3", one, "", 0, "2030-11")->is_earlier = true;
    check(world, "A>B message  0 sent 2030-11-01: r30\n"
                 "A>B message  0 sent 2031-03-01: r10 r20\n");
}

static void a_letter_of_years_ago_is_another(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2031-09-13", "He wrote when the storm came, as in 2026.");
    uint32_t two = article(world, "2", "2031-09-13", "Barley, and a letter in October 2026.");
    report(world, "1", one, "storm", 2031, "");
    report(world, "2", one, "", 0, "")->reported = date("2031-09-12");
    Report *before = report(world, "3", one, "", 0, "2026-01");
    before->sent.last += 334; /* "in 2026" */
    report(world, "4", two, "", 0, "2026-10");
    check(world, "A>B message  0 sent 2026-10-01: r30 r40\n"
                 "A>B message storm 2031 reported 2031-09-12: r10 r20\n");
}

static void what_was_planned_is_what_came_about(void **state)
{
    World *world = *state;
    uint32_t before = article(world, "1", "2031-05-10", "They will meet on a barge.");
    uint32_t soon = article(world, "2", "2031-06-01", "They are to meet.");
    uint32_t after = article(world, "3", "2031-06-13", "They met.");
    Report *planned = report(world, "1", before, "", 0, "2031-06-12");
    planned->kind = MESSAGE_MEETING;
    planned->status = STATUS_PLANNED;
    planned = report(world, "2", soon, "", 0, "");
    planned->kind = MESSAGE_MEETING;
    planned->status = STATUS_PLANNED;
    report(world, "3", after, "", 0, "2031-06-12")->kind = MESSAGE_MEETING;
    check(world, "A=B meeting  0 sent 2031-06-12 reported 2031-05-10: r10 r20 r30\n");
}

static void a_day_without_a_year_is_not_that_of_the_year_before(void **state)
{
    World *world = *state;
    uint32_t dated = article(world, "1", "2031-12-27", "A letter on barley and wells.");
    uint32_t undated = article(world, "2", "", "A letter on barley and wells.");
    report(world, "1", dated, "new year", 2032, "2031-12-18")->reported = date("2031-12-18");
    report(world, "2", undated, "new year", 2032, "")->reported = date("XXXX-12-25");
    check(world, "A>B message new year 2032 sent 2031-12-18 reported 2031-12-18: r10 r20\n");
}

static void reports_that_differ_are_conflicts(void **state)
{
    World *world = *state;
    uint32_t one = article(world, "1", "2031-05-05", "A letter on barley.");
    uint32_t two = article(world, "2", "2031-05-06", "A telegram on barley.");
    uint32_t old = article(world, "3", "2031-05-04", "A note on barley.");
    world->articles[old].is_superseded = true;
    report(world, "1", one, "harvest", 2031, "")->kind = MESSAGE_LETTER;
    Report *telegram = report(world, "2", two, "harvest", 2031, "");
    telegram->kind = MESSAGE_TELEGRAM;
    telegram->received = date("2031-05-06");
    telegram->said_second = STR("person:c");
    report(world, "3", one, "harvest", 2031, "")->received = date("2031-05-05");
    report(world, "4", two, "harvest", 2031, "")->status = STATUS_DENIED;
    report(world, "5", old, "harvest", 2031, "")->kind = MESSAGE_NOTE;
    check(world, "A>B letter harvest 2031 reported 2031-05-04: r50 r10 r30 r20 r40 "
                 "received!r30 received!r20 form!r10 form!r20 "
                 "status!r10 status!r30 status!r20 status!r40 "
                 "second!r10 second!r30 second!r20 second!r40\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, make_world, free_world)
    const struct CMUnitTest tests[] = {
        TEST(many_articles_tell_of_one_message),
        TEST(an_undated_report_joins_by_weekday),
        TEST(an_undated_report_joins_by_words_and_company),
        TEST(an_undated_report_that_fits_two_stays_alone),
        TEST(two_days_for_one_letter_are_a_conflict),
        TEST(an_exchange_belongs_to_both_letters),
        TEST(a_greeting_is_no_condolence_and_a_call_no_letter),
        TEST(a_reply_finds_the_letter_it_answers),
        TEST(a_reply_to_what_its_article_tells_of),
        TEST(statements_of_one_matter_are_one),
        TEST(a_month_is_enough_to_tell_messages_apart),
        TEST(a_letter_of_years_ago_is_another),
        TEST(what_was_planned_is_what_came_about),
        TEST(a_day_without_a_year_is_not_that_of_the_year_before),
        TEST(reports_that_differ_are_conflicts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
