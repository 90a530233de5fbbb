"""The labelling configuration: a project's labels, relations and attributes in Label Studio's XML."""

from xml.sax.saxutils import quoteattr

from annotations.exchange.formats.colours import PALETTE
from annotations.exchange.formats.regions import CONTINUES
from annotations.model.annotation import Status
from annotations.model.label import Attribute, AttributeType, LabelSet

KINDS = {AttributeType.TEXT: "textarea", AttributeType.NUMBER: "number", AttributeType.FLAG: "choices"}
"""Type of an attribute -> type of the results that have its values."""


def control(label: str, attribute: Attribute) -> str:
    """Return the name of the control for an attribute of a label; the part behind the dot is the attribute."""
    return f"{label}.{attribute.name}"


def configuration(labels: LabelSet, label_names: list[str], relation_names: list[str]) -> str:
    """Return the configuration in XML, for these labels and relations, and the attributes of the project's labels."""
    lines = ["<View>", "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(name)}/>" for name in [*relation_names, CONTINUES]]
    lines += ["  </Relations>", '  <Labels name="label" toName="text">']
    for name in label_names:
        label = labels.shown(name)
        hotkey = f" hotkey={quoteattr(label.key)}" if label.key.isalpha() else ""
        lines.append(
            f'    <Label value={quoteattr(name)} background="{PALETTE[label.colour - 1]}"{hotkey}'
            f" hint={quoteattr(label.guideline)}/>"
        )
    lines += ["  </Labels>", '  <View style="direction: rtl; white-space: pre-wrap">']
    lines += ['    <Text name="text" value="$text" granularity="symbol"/>', "  </View>"]
    for label in labels:
        for attribute in label.attributes:
            region = f'toName="text" perRegion="true" whenTagName="label" whenLabelValue={quoteattr(label.name)}'
            named = f"name={quoteattr(control(label.name, attribute))} {region}"
            match attribute.type:
                case AttributeType.FLAG:
                    choices = '<Choice value="true"/><Choice value="false"/>'
                    lines.append(f'  <Choices {named} choice="single">{choices}</Choices>')
                case AttributeType.NUMBER:
                    lines.append(f"  <Number {named}/>")
                case AttributeType.TEXT:
                    lines.append(f'  <TextArea {named} maxSubmissions="1"/>')
    choices = "".join(f"<Choice value={quoteattr(status)}/>" for status in Status)
    lines += [f'  <Choices name="status" toName="text" choice="single">{choices}</Choices>']
    lines += ['  <TextArea name="note" toName="text" maxSubmissions="1"/>', "</View>", ""]
    return "\n".join(lines)
