package org.throughline.caseformat.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headings that people and systems write, in English and Spanish, and the roles they mean. */
final class Headings {

    private static final Map<String, ColumnRole> ROLES = new HashMap<>();
    private static final Pattern LEVEL_OF_PATH =
            Pattern.compile("(?iu)\\s*(level|nivel|tier|step|heading|t[ií]tulo|ebene|niveau)\\s*[-_#.]?\\s*[1-9]\\s*");
    private static final Set<String> STEPS = Set.of(
            "domain",
            "subdomain",
            "strand",
            "substrand",
            "cluster",
            "topic",
            "subtopic",
            "unit",
            "area",
            "theme",
            "category",
            "subcategory",
            "module",
            "competencyarea",
            "skillgroup",
            "dominio",
            "subdominio",
            "bloque",
            "eje",
            "unidad",
            "tema",
            "subtema",
            "categoria",
            "subcategoria",
            "ambito",
            "modulo",
            "dimension");
    private static final Set<String> WEAK_STATEMENTS = Set.of(
            "standard",
            "standards",
            "text",
            "description",
            "descriptor",
            "title",
            "name",
            "item",
            "texto",
            "descripcion",
            "titulo",
            "nombre",
            "estandar",
            "elemento",
            "content",
            "contenido");

    static {
        says(
                ColumnRole.STATEMENT,
                "fullstatement",
                "statement",
                "competency",
                "competencystatement",
                "competencytext",
                "skillstatement",
                "outcome",
                "learningoutcome",
                "objective",
                "learningobjective",
                "standardstatement",
                "standardtext",
                "standarddescription",
                "competence",
                "skill",
                "taskstatement",
                "performanceindicator",
                "enunciado",
                "enunciadocompleto",
                "competencia",
                "resultadodeaprendizaje",
                "objetivo",
                "habilidad",
                "destreza",
                "declaracion",
                "aprendizajeesperado",
                "criteriodeevaluacion",
                "descripciondelacompetencia");
        says(
                ColumnRole.CODE,
                "humancodingscheme",
                "code",
                "codes",
                "standardcode",
                "standardid",
                "codednotation",
                "notation",
                "itemcode",
                "competencycode",
                "skillcode",
                "standardnumber",
                "number",
                "no",
                "nr",
                "codigo",
                "clave",
                "codigodelestandar",
                "codigodecompetencia",
                "numero",
                "num",
                "cod",
                "shortcode",
                "ref",
                "reference");
        says(
                ColumnRole.IDENTIFIER,
                "identifier",
                "id",
                "guid",
                "uuid",
                "itemid",
                "itemidentifier",
                "cfitemidentifier",
                "sourcedid",
                "identificador",
                "caseidentifier",
                "caseguid");
        says(
                ColumnRole.PARENT,
                "ischildof",
                "parent",
                "parentcode",
                "parentid",
                "parentidentifier",
                "parents",
                "childof",
                "parenthumancodingscheme",
                "parentstandard",
                "broader",
                "padre",
                "codigopadre",
                "codigodelpadre",
                "identificadorpadre",
                "superior",
                "depende",
                "dependede",
                "partede");
        says(
                ColumnRole.LEVEL,
                "level",
                "depth",
                "hierarchylevel",
                "outlinelevel",
                "nivel",
                "profundidad",
                "niveljerarquico");
        says(ColumnRole.SMART_LEVEL, "smartlevel", "hierarchy", "outlinenumber", "jerarquia");
        says(
                ColumnRole.SEQUENCE_NUMBER,
                "sequencenumber",
                "sequence",
                "order",
                "sortorder",
                "seq",
                "orden",
                "secuencia",
                "numerodesecuencia");
        says(
                ColumnRole.ITEM_TYPE,
                "cfitemtype",
                "itemtype",
                "type",
                "statementtype",
                "standardtype",
                "competencytype",
                "tipo",
                "tipodeelemento",
                "tipodecompetencia",
                "clase");
        says(
                ColumnRole.ABBREVIATED_STATEMENT,
                "abbreviatedstatement",
                "abbreviation",
                "shortstatement",
                "shorttitle",
                "shortname",
                "abbreviated",
                "enunciadocorto",
                "enunciadoabreviado",
                "abreviado",
                "abreviatura",
                "titulocorto",
                "nombrecorto",
                "rsdname",
                "skillname");
        says(ColumnRole.ALTERNATIVE_LABEL, "alternativelabel", "altlabel", "alternatelabel", "etiquetaalternativa");
        says(ColumnRole.LIST_ENUMERATION, "listenumeration", "listenuminsource", "enumeracion");
        says(
                ColumnRole.KEYWORDS,
                "conceptkeywords",
                "keywords",
                "keyword",
                "tags",
                "palabrasclave",
                "palabraclave",
                "etiquetas");
        says(
                ColumnRole.NOTES,
                "notes",
                "note",
                "comments",
                "comment",
                "remarks",
                "nota",
                "notas",
                "observaciones",
                "comentarios",
                "clarification",
                "clarificationstatement");
        says(
                ColumnRole.SUBJECT,
                "subject",
                "subjects",
                "subjectarea",
                "materia",
                "materias",
                "asignatura",
                "asignaturas");
        says(ColumnRole.LANGUAGE, "language", "lang", "inlanguage", "idioma", "lengua", "lenguaje");
        says(
                ColumnRole.EDUCATION_LEVEL,
                "educationlevel",
                "educationlevels",
                "grade",
                "grades",
                "gradelevel",
                "gradelevels",
                "educationalalignment",
                "gradeband",
                "niveleducativo",
                "niveleseducativos",
                "grado",
                "grados",
                "curso",
                "etapa");
        says(ColumnRole.LICENSE, "license", "licence", "licensetitle", "licencia");
        says(ColumnRole.STATUS_START, "statusstartdate", "startdate", "validfrom", "fechadeinicio", "fechainicio");
        says(ColumnRole.STATUS_END, "statusenddate", "enddate", "validuntil", "fechadefin", "fechafin");
        says(ColumnRole.IS_PART_OF, "ispartof");
        says(ColumnRole.IS_PEER_OF, "ispeerof");
        says(ColumnRole.EXACT_MATCH_OF, "exactmatchof", "isexactmatchof", "exactmatch");
        says(ColumnRole.PRECEDES, "precedes");
        says(ColumnRole.IS_RELATED_TO, "isrelatedto", "relatedto");
        says(ColumnRole.REPLACED_BY, "replacedby", "isreplacedby");
        says(ColumnRole.EXEMPLAR, "exemplar", "isexemplarof");
        says(ColumnRole.HAS_SKILL_LEVEL, "hasskilllevel");
        says(ColumnRole.IS_TRANSLATION_OF, "istranslationof", "translationof");
        says(
                ColumnRole.ASSOCIATION_GROUPING,
                "cfassociationgroupidentifier",
                "associationgroupidentifier",
                "cfassociationgroupingidentifier");
        says(ColumnRole.URI, "uri");
        says(ColumnRole.LAST_CHANGE, "lastchangedatetime");
        says(ColumnRole.ITEM_TYPE_URI, "cfitemtypeuri");
        says(ColumnRole.CONCEPT_URI, "conceptkeywordsuri");
        says(ColumnRole.SUBJECT_URI, "subjecturi");
        says(ColumnRole.LICENSE_URI, "licenseuri");
        says(ColumnRole.EXTENSIONS, "extensions");
        says(ColumnRole.ORDER, "packageorder");
    }

    private Headings() {}

    private static void says(ColumnRole role, String... headings) {
        for (String heading : headings) {
            ROLES.put(heading, role);
        }
    }

    /** The role that this heading means by itself. */
    static Optional<ColumnRole> role(String heading) {
        if (isStep(heading)) {
            return Optional.empty();
        }
        return Optional.ofNullable(ROLES.get(CellText.letters(heading)));
    }

    /** Whether this heading is one step of a path, such as Domain or Level 2. */
    static boolean isStep(String heading) {
        return LEVEL_OF_PATH.matcher(heading).matches() || STEPS.contains(CellText.letters(heading));
    }

    /** Whether this heading may mean the statement where no other does. */
    static boolean mayBeStatement(@Nullable String heading) {
        return heading != null && WEAK_STATEMENTS.contains(CellText.letters(heading));
    }
}
