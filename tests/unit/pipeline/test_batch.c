#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/error.h"
#include "pipeline/batch.h"

typedef struct Log {
    Buffer ids;
    uint64_t next;
    Id skipped;
    uint64_t stop_at;
} Log;

static DatelineStatus log_result(void *context, const BatchResult *result, DatelineError *err)
{
    Log *log = context;
    if (log->stop_at != 0 && result->number == log->stop_at)
        return FAIL(err, DATELINE_ERR_STORE, DATELINE_NO_OFFSET, "stopped");
    assert_int_equal(result->status, DATELINE_OK);
    buffer_add_str(&log->ids, id_str(&result->doc->id));
    buffer_add_str(&log->ids, *(const Str *)result->prepared);
    log->next = result->number + 1;
    return DATELINE_OK;
}

static void *text_of(void *context, Document *doc, const void *note)
{
    (void)context;
    (void)note;
    Str *text = arena_alloc(doc->arena, sizeof *text);
    *text = doc->text;
    return text;
}

static bool is_known(void *context, const Document *doc)
{
    const Log *log = context;
    return str_equal(id_str(&doc->id), id_str(&log->skipped));
}

static DatelineStatus run(const Pipeline *pipeline, uint32_t threads, uint32_t articles, Log *log,
                          DatelineError *err)
{
    Batch *batch = batch_new(&(BatchPlan){.pipeline = pipeline,
                                          .threads = threads,
                                          .context = log,
                                          .skip = is_known,
                                          .prepare = text_of,
                                          .deliver = log_result});
    DatelineStatus status = DATELINE_OK;
    for (uint32_t i = 0; i < articles && status == DATELINE_OK; i++) {
        char page[80];
        int len = snprintf(page, sizeof page, "The minister signed accord number %u on Monday.", i);
        DatelineSource source = {.page = {page, (size_t)len}};
        status = batch_add(batch, &source, err);
    }
    if (status == DATELINE_OK) status = batch_finish(batch, err);
    batch_free(batch);
    return status;
}

static void results_do_not_depend_on_threads(void **state)
{
    (void)state;
    Pipeline *pipeline;
    DatelineError err = {0};
    assert_int_equal(pipeline_new(NULL, &pipeline, &err), DATELINE_OK);
    Log one = {0}, four = {0};
    assert_int_equal(run(pipeline, 1, 100, &one, &err), DATELINE_OK);
    assert_int_equal(run(pipeline, 4, 100, &four, &err), DATELINE_OK);
    assert_int_equal(one.next, 100);
    assert_true(str_equal(buffer_str(&one.ids), buffer_str(&four.ids)));
    buffer_release(&one.ids);
    buffer_release(&four.ids);
    pipeline_free(pipeline);
}

static void a_failing_delivery_ends_the_batch(void **state)
{
    (void)state;
    Pipeline *pipeline;
    DatelineError err = {0};
    assert_int_equal(pipeline_new(NULL, &pipeline, &err), DATELINE_OK);
    Log log = {.stop_at = 3};
    assert_int_equal(run(pipeline, 2, 100, &log, &err), DATELINE_ERR_STORE);
    assert_int_equal(log.next, 3);
    buffer_release(&log.ids);
    pipeline_free(pipeline);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_do_not_depend_on_threads),
        cmocka_unit_test(a_failing_delivery_ends_the_batch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
