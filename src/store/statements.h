/* The statements the store keeps prepared. X(NAME, sql); the ? of each are bound in order. */
#ifndef STORE_STATEMENTS_H
#define STORE_STATEMENTS_H

#define STATEMENT_LIST(X)                                                                          \
    X(BEGIN, "BEGIN IMMEDIATE")                                                                    \
    X(COMMIT, "COMMIT")                                                                            \
    X(FIND_ARTICLE, "SELECT n FROM article WHERE id = ?")                                          \
    X(INSERT_ARTICLE, "INSERT INTO article VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"   \
        "?,?,?,?,?,?,?,?)")                                                                        \
    X(INSERT_CONTENT, "INSERT INTO content VALUES (?,?,?,?,?,?,?)")                                \
    X(INSERT_TEXT, "INSERT INTO article_text(rowid, title, text) VALUES (?,?,?)")                  \
    X(INSERT_BLOCK, "INSERT INTO block VALUES (?,?,?,?,?,?,?,?,?,?,?)")                            \
    X(INSERT_ARTICLE_ACTOR, "INSERT INTO article_actor VALUES (?,?,?,?,?,?,?,?,?,?,?,?)")          \
    X(COUNT_ACTOR_FORM, "INSERT INTO actor_form VALUES (?,?,?,?,?,?,?,?,1) "                       \
                        "ON CONFLICT DO UPDATE SET articles = articles + 1")                       \
    X(INSERT_MENTION, "INSERT INTO mention VALUES (?,?,?,?,?,?,?,?)")                              \
    X(INSERT_TIME, "INSERT INTO time VALUES (?,?,?,?,?,?,?,?,?,?,?,?)")                            \
    X(INSERT_QUOTATION, "INSERT INTO quotation VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"   \
        "?,?)")                                                                                    \
    X(INSERT_REPORT, "INSERT INTO report VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,"   \
        "?,?,?,?,?,?,?,?,?,?,?,?,?,?)")                                                            \
    X(INSERT_EVENT, "INSERT INTO event VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")    \
    X(INSERT_CLAIM, "INSERT INTO claim VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")          \
    X(INSERT_FIGURE, "INSERT INTO figure VALUES (NULL, ?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")      \
    X(INSERT_PARTY, "INSERT INTO party VALUES (?,?,?,?,?,?)")                                      \
    X(INSERT_LINK, "INSERT INTO link VALUES (?,?,?,?,?,?,?,?)")

typedef enum StatementName {
#define STATEMENT(name, sql) STATEMENT_##name,
    STATEMENT_LIST(STATEMENT)
#undef STATEMENT
        STATEMENT_COUNT
} StatementName;

extern const char *const statement_texts[STATEMENT_COUNT];

#endif
