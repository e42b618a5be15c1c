/* The tables of a ledger file, and the way from an older file to them (docs/ledger-schema.md). */
#ifndef STORE_SCHEMA_H
#define STORE_SCHEMA_H

/* "DtLn", in the file's header: tells our files from other programs' (PRAGMA application_id). */
#define LEDGER_APPLICATION_ID 0x44744c6e

/* Steps from each version to the next: schema_steps[0] makes an empty file version 1. */
#define SCHEMA_VERSION 17
#define SCHEMA_PARTS 12 /* pieces of SQL in a step, NULL-filled */
extern const char *const schema_steps[SCHEMA_VERSION][SCHEMA_PARTS];

#endif
