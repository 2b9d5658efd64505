"""A field's error stands beside it, and a screen reader is told."""

from django import forms

from seloste.web.forms import Form, css_class


class Sample(Form):
    name = forms.CharField(help_text="As in the contract.")
    kind = forms.ChoiceField(choices=[("a", "A")])
    agreed = forms.BooleanField(required=False)


def test_fields_carry_the_classes_that_draw_them() -> None:
    drawn = [css_class(field.widget) for field in Sample().fields.values()]

    assert drawn == ["form-control", "form-select", "form-check-input"]


def test_error_is_drawn_and_told_where_it_is() -> None:
    html = str(Sample({"kind": "a"}))

    assert 'class="form-control is-invalid"' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_name_helptext"' in html


def test_field_without_an_error_is_left_alone() -> None:
    html = str(Sample({"name": "x", "kind": "a"}))

    assert "is-invalid" not in html
    assert "invalid-feedback" not in html


def test_error_that_is_added_later_is_drawn_too() -> None:
    form = Sample({"name": "x", "kind": "a"})
    assert form.is_valid()

    form.add_error("name", "taken")
    form.add_error(None, "Nothing was changed.")

    html = str(form)
    assert "form-control is-invalid" in html
    assert 'role="alert"' in html
