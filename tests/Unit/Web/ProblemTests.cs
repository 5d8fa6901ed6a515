using Skiller.Contracts;
using Skiller.Web.Problems;
using Skiller.Web.Resources;
using Xunit;

namespace Skiller.Tests.Unit.Web;

public sealed class ProblemTests
{
    [Fact]
    public void Every_refusal_has_a_status_and_words_in_both_languages()
    {
        foreach (var code in Enum.GetValues<RefusalCode>())
        {
            Assert.InRange(ProblemMapping.Refusals[code], 400, 429);
            foreach (var language in Enum.GetValues<Locale>())
            {
                Assert.NotEmpty(Messages.Problem(code.Code(), language));
            }
        }
    }

    [Fact]
    public void Both_languages_say_the_same_things_with_the_same_arguments()
    {
        var (french, english) = (Messages.In(Locale.Fr), Messages.In(Locale.En));
        Assert.Equal(french.Keys.Order(), english.Keys.Order());
        foreach (var key in french.Keys)
        {
            Assert.NotEmpty(french[key]);
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(french[key].Contains($"{{{i}}}", StringComparison.Ordinal), english[key].Contains($"{{{i}}}", StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Every_refusal_is_a_whole_sentence_that_ends_as_one()
    {
        foreach (var language in Enum.GetValues<Locale>())
        {
            var refusals = Messages.In(language)
                .Where(static text => text.Key.StartsWith("problem.", StringComparison.Ordinal) || text.Key.StartsWith("rule.", StringComparison.Ordinal))
                .ToList();
            Assert.True(refusals.Count > Enum.GetValues<RefusalCode>().Length, "Both kinds of refusals are among them.");
            Assert.All(refusals, static text => Assert.True(text.Value[^1] is '.' or '!' or '?' or '…', $"{text.Key}: {text.Value}"));
        }
    }

    [Fact]
    public void Every_problem_of_the_edge_has_words()
    {
        foreach (var problem in ProblemMapping.OfTheEdge)
        {
            Assert.NotEmpty(Messages.Problem(problem.Code, Locale.Fr));
        }
    }

    [Fact]
    public void A_fault_of_a_field_is_told_in_the_language_with_its_bounds()
    {
        var refusal = Refusal.Invalid(FieldError.Of("title", "too-short", "15"), FieldError.Of("title", "no-words"), FieldError.Of("body", "a-rule-of-tomorrow"));
        var document = ProblemDocument.Of(ProblemMapping.Of(refusal), Locale.En);
        Assert.Equal("invalid", document.Code);
        Assert.NotNull(document.Errors);
        Assert.Equal(["At least 15 characters are needed.", "At least one word that can be read is needed."], document.Errors["title"]);
        Assert.Equal(["This value is not allowed."], document.Errors["body"]);
    }

    [Fact]
    public void Only_what_declares_it_is_certainly_not_applied()
    {
        Assert.True(Faults.IsCertainlyNotApplied(new UnavailableException("away", TimeSpan.FromSeconds(3))));
        Assert.Equal(TimeSpan.FromSeconds(3), Faults.OfRead(new UnavailableException("away", TimeSpan.FromSeconds(3))).RetryAfter);
        Assert.False(Faults.IsCertainlyNotApplied(new OutcomeUnknownException("perhaps")));
        Assert.False(Faults.IsCertainlyNotApplied(new TimeoutException()));
        Assert.False(Faults.IsCertainlyNotApplied(new Orleans.Runtime.SiloUnavailableException()));
        Assert.Equal("unavailable", Faults.OfRead(new OutcomeUnknownException("a read changes nothing")).Code);
        Assert.False(Faults.IsFault(new InvalidOperationException()));
    }

    [Fact]
    public void A_call_that_expired_on_its_way_is_a_fault_and_one_whose_caller_has_gone_is_not()
    {
        Assert.True(Faults.IsFault(new OperationCanceledException("Message expired before placement could complete")));
        Assert.False(Faults.IsCertainlyNotApplied(new OperationCanceledException()));
        Assert.False(Faults.IsFault(new OperationCanceledException(), new CancellationToken(canceled: true)));
    }
}
