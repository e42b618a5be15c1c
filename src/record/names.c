#include "record/records.h"

#define NAME_OF(suffix, text) text,
#define DEFINE_NAMES(function, Type, LIST)                                                         \
    static const char *const function##_texts[] = {LIST(NAME_OF)};                                 \
    const char *function(Type value)                                                               \
    {                                                                                              \
        assert((size_t)value < COUNT(function##_texts));                                           \
        return function##_texts[value];                                                            \
    }

DEFINE_NAMES(tag_name, Tag, TAG_LIST)
DEFINE_NAMES(xpos_name, Xpos, XPOS_LIST)
DEFINE_NAMES(relation_name, Relation, RELATION_LIST)
DEFINE_NAMES(name_type_name, NameType, NAME_TYPE_LIST)
DEFINE_NAMES(block_type_name, BlockType, BLOCK_LIST)
DEFINE_NAMES(actor_kind_name, ActorKind, ACTOR_KIND_LIST)
DEFINE_NAMES(mention_kind_name, MentionKind, MENTION_KIND_LIST)
DEFINE_NAMES(reference_form_name, ReferenceForm, REFERENCE_FORM_LIST)
DEFINE_NAMES(place_kind_name, PlaceKind, PLACE_KIND_LIST)
DEFINE_NAMES(granularity_name, Granularity, GRANULARITY_LIST)
DEFINE_NAMES(time_type_name, TimeType, TIME_TYPE_LIST)
DEFINE_NAMES(date_origin_name, DateOrigin, DATE_ORIGIN_LIST)
DEFINE_NAMES(quotation_kind_name, QuotationKind, QUOTATION_KIND_LIST)
DEFINE_NAMES(message_kind_name, MessageKind, MESSAGE_KIND_LIST)
DEFINE_NAMES(content_kind_name, ContentKind, CONTENT_KIND_LIST)
DEFINE_NAMES(channel_role_name, ChannelRole, CHANNEL_ROLE_LIST)
DEFINE_NAMES(status_name, Status, STATUS_LIST)
DEFINE_NAMES(polarity_name, Polarity, POLARITY_LIST)
DEFINE_NAMES(stance_name, Stance, STANCE_LIST)
DEFINE_NAMES(plover_type_name, PloverType, PLOVER_LIST)
DEFINE_NAMES(hedge_name, Hedge, HEDGE_LIST)
DEFINE_NAMES(figure_size_name, FigureSize, FIGURE_SIZE_LIST)

static bool find_name(const char *const *texts, size_t count, Str name, size_t *out)
{
    for (size_t i = 0; i < count; i++) {
        if (!str_equal(str_from_cstring(texts[i]), name)) continue;
        *out = i;
        return true;
    }
    return false;
}

#define DEFINE_READER(function, Type, names)                                                       \
    bool function(Str name, Type *out)                                                             \
    {                                                                                              \
        size_t value;                                                                              \
        if (!find_name(names##_texts, COUNT(names##_texts), name, &value)) return false;           \
        *out = (Type)value;                                                                        \
        return true;                                                                               \
    }

DEFINE_READER(tag_from_name, Tag, tag_name)
DEFINE_READER(xpos_from_name, Xpos, xpos_name)
DEFINE_READER(relation_from_name, Relation, relation_name)
DEFINE_READER(name_type_from_name, NameType, name_type_name)
DEFINE_READER(actor_kind_from_name, ActorKind, actor_kind_name)
DEFINE_READER(message_kind_from_name, MessageKind, message_kind_name)
DEFINE_READER(content_kind_from_name, ContentKind, content_kind_name)
DEFINE_READER(plover_type_from_name, PloverType, plover_type_name)
DEFINE_READER(status_from_name, Status, status_name)
DEFINE_READER(stance_from_name, Stance, stance_name)
DEFINE_READER(polarity_from_name, Polarity, polarity_name)
DEFINE_READER(hedge_from_name, Hedge, hedge_name)
DEFINE_READER(figure_size_from_name, FigureSize, figure_size_name)
DEFINE_READER(quotation_kind_from_name, QuotationKind, quotation_kind_name)
