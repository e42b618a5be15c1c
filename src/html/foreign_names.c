/*
 * Names that are not lower case in svg and math.
 *
 *     <SVG VIEWBOX=1><lineargradient>      svg viewBox=1 (linearGradient ())
 */
#include "html/build.h"

/* Sorted without regard to case. */
static const Str svg_elements[] = {STR_INIT("altGlyph"),
                                   STR_INIT("altGlyphDef"),
                                   STR_INIT("altGlyphItem"),
                                   STR_INIT("animateColor"),
                                   STR_INIT("animateMotion"),
                                   STR_INIT("animateTransform"),
                                   STR_INIT("clipPath"),
                                   STR_INIT("feBlend"),
                                   STR_INIT("feColorMatrix"),
                                   STR_INIT("feComponentTransfer"),
                                   STR_INIT("feComposite"),
                                   STR_INIT("feConvolveMatrix"),
                                   STR_INIT("feDiffuseLighting"),
                                   STR_INIT("feDisplacementMap"),
                                   STR_INIT("feDistantLight"),
                                   STR_INIT("feDropShadow"),
                                   STR_INIT("feFlood"),
                                   STR_INIT("feFuncA"),
                                   STR_INIT("feFuncB"),
                                   STR_INIT("feFuncG"),
                                   STR_INIT("feFuncR"),
                                   STR_INIT("feGaussianBlur"),
                                   STR_INIT("feImage"),
                                   STR_INIT("feMerge"),
                                   STR_INIT("feMergeNode"),
                                   STR_INIT("feMorphology"),
                                   STR_INIT("feOffset"),
                                   STR_INIT("fePointLight"),
                                   STR_INIT("feSpecularLighting"),
                                   STR_INIT("feSpotLight"),
                                   STR_INIT("feTile"),
                                   STR_INIT("feTurbulence"),
                                   STR_INIT("foreignObject"),
                                   STR_INIT("glyphRef"),
                                   STR_INIT("linearGradient"),
                                   STR_INIT("radialGradient"),
                                   STR_INIT("textPath")};

static const Str svg_attributes[] = {STR_INIT("attributeName"),
                                     STR_INIT("attributeType"),
                                     STR_INIT("baseFrequency"),
                                     STR_INIT("baseProfile"),
                                     STR_INIT("calcMode"),
                                     STR_INIT("clipPathUnits"),
                                     STR_INIT("diffuseConstant"),
                                     STR_INIT("edgeMode"),
                                     STR_INIT("filterUnits"),
                                     STR_INIT("glyphRef"),
                                     STR_INIT("gradientTransform"),
                                     STR_INIT("gradientUnits"),
                                     STR_INIT("kernelMatrix"),
                                     STR_INIT("kernelUnitLength"),
                                     STR_INIT("keyPoints"),
                                     STR_INIT("keySplines"),
                                     STR_INIT("keyTimes"),
                                     STR_INIT("lengthAdjust"),
                                     STR_INIT("limitingConeAngle"),
                                     STR_INIT("markerHeight"),
                                     STR_INIT("markerUnits"),
                                     STR_INIT("markerWidth"),
                                     STR_INIT("maskContentUnits"),
                                     STR_INIT("maskUnits"),
                                     STR_INIT("numOctaves"),
                                     STR_INIT("pathLength"),
                                     STR_INIT("patternContentUnits"),
                                     STR_INIT("patternTransform"),
                                     STR_INIT("patternUnits"),
                                     STR_INIT("pointsAtX"),
                                     STR_INIT("pointsAtY"),
                                     STR_INIT("pointsAtZ"),
                                     STR_INIT("preserveAlpha"),
                                     STR_INIT("preserveAspectRatio"),
                                     STR_INIT("primitiveUnits"),
                                     STR_INIT("refX"),
                                     STR_INIT("refY"),
                                     STR_INIT("repeatCount"),
                                     STR_INIT("repeatDur"),
                                     STR_INIT("requiredExtensions"),
                                     STR_INIT("requiredFeatures"),
                                     STR_INIT("specularConstant"),
                                     STR_INIT("specularExponent"),
                                     STR_INIT("spreadMethod"),
                                     STR_INIT("startOffset"),
                                     STR_INIT("stdDeviation"),
                                     STR_INIT("stitchTiles"),
                                     STR_INIT("surfaceScale"),
                                     STR_INIT("systemLanguage"),
                                     STR_INIT("tableValues"),
                                     STR_INIT("targetX"),
                                     STR_INIT("targetY"),
                                     STR_INIT("textLength"),
                                     STR_INIT("viewBox"),
                                     STR_INIT("viewTarget"),
                                     STR_INIT("xChannelSelector"),
                                     STR_INIT("yChannelSelector"),
                                     STR_INIT("zoomAndPan")};

static int compare_lower(Str name, Str lower)
{
    uint32_t shared = name.len < lower.len ? name.len : lower.len;
    for (uint32_t i = 0; i < shared; i++) {
        char c = ascii_is_upper(name.data[i]) ? (char)(name.data[i] + 32) : name.data[i];
        if (c != lower.data[i]) return (unsigned char)c < (unsigned char)lower.data[i] ? -1 : 1;
    }
    return (name.len > lower.len) - (name.len < lower.len);
}

/* The name as it is in the table; unchanged if it is not there. */
static Str spell(Str lower, const Str *names, size_t count)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_lower(names[middle], lower);
        if (order == 0) return names[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return lower;
}

void build_spell_foreign(HtmlNode *node)
{
    static const Str definition_url = STR_INIT("definitionURL");
    bool is_svg = node->space == HTML_SPACE_SVG;
    if (is_svg) node->name = spell(node->name, svg_elements, COUNT(svg_elements));
    for (uint32_t i = 0; i < node->attribute_count; i++) {
        Str *name = &node->attributes[i].name;
        *name = is_svg ? spell(*name, svg_attributes, COUNT(svg_attributes))
                       : spell(*name, &definition_url, 1);
    }
}
