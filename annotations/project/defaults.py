"""The labels and relations of a project that has none of its own."""

from annotations.model.label import ENTITY, Attribute, AttributeType, Label, LabelSet, RelationType

DEFAULT_LABELS = LabelSet(
    (
        Label(
            name="actor",
            title="actor",
            title_ar="\u0641\u0627\u0639\u0644",  # faa'il: the one who acts
            key="a",
            colour=1,
            guideline="Who acts or speaks: the shortest name with the role that identifies it.",
            examples=(
                "وأضاف ⟦الوزير⟧",
                "⟦وزيرة النقل د. سحر المالكي⟧",
                "⟦مسؤول في الوزارة⟧",
            ),
            attributes=(Attribute(ENTITY, AttributeType.TEXT),),
        ),
        Label(
            name="claim",
            title="claim",
            title_ar="\u0627\u062f\u0639\u0627\u0621",  # iddi'aa': a claim
            key="c",
            colour=2,
            guideline="What somebody is reported to have said: the content without the verb of saying.",
            examples=(
                "حذر من ⟦تأخر التسليم⟧",
                "نفى الوزير ⟦رفع الأسعار⟧",
                "⟦لا نبيع الأرض⟧، قالت سحر، ⟦بل نؤجرها⟧",
            ),
            attributes=(Attribute("denied", AttributeType.FLAG),),
        ),
        Label(
            name="figure",
            title="figure",
            title_ar="\u0631\u0642\u0645",  # raqm: a number
            key="f",
            colour=3,
            guideline="A quantity: the whole expression with its unit.",
            examples=(
                "⟦نصف مليون متر مكعب⟧",
                "نحو ⟦شهرين⟧",
                "⟦118 مركزاً⟧ صحياً",
            ),
            attributes=(
                Attribute("value", AttributeType.NUMBER),
                Attribute("value_to", AttributeType.NUMBER),
                Attribute("unit", AttributeType.TEXT),
                Attribute("approximate", AttributeType.FLAG),
            ),
        ),
    ),
    (
        RelationType(
            name="said_by",
            title="said by",
            title_ar="\u0642\u0627\u0644\u0647",  # qaalahu: said it
            source=("claim",),
            target=("actor",),
        ),
        RelationType(
            name="has_figure",
            title="has figure",
            title_ar="\u0641\u064a\u0647",  # fiihi: in it there is
            source=("claim",),
            target=("figure",),
        ),
    ),
)
