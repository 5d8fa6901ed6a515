using Skiller.Simulator.Journal;
using Skiller.Simulator.Plan;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>Scenarios that cannot be are refused with a line that helps.</summary>
public sealed class ScenarioFileTests
{
    [Theory]
    [InlineData("{\"two\":5}", "s.json: nobody knows 'two'. Did you mean 'to'?")]
    [InlineData("{\"secondsPerDy\":5}", "Did you mean 'secondsPerDay'?")]
    [InlineData("{\"to\":\"many\"}", "s.json: to is not what it should be, at line 1")]
    [InlineData("{\"to\":1}", "s.json: to is 1, and must be from 2 to 100000.")]
    [InlineData("{\"reads\":2}", "s.json: reads is 2, and must be from 0 to 1.")]
    [InlineData("{\"launches\":[{\"day\":1,\"share\":0.7},{\"day\":2,\"share\":0.7}]}", "the sum of launches' shares")]
    [InlineData("{", "s.json: the text is not what it should be, at line 1")]
    public void A_mistake_is_told_with_what_would_do(string text, string told) =>
        Assert.Contains(told, Assert.Throws<UsageException>(() => ScenarioFile.Parse(text, "s.json")).Message, StringComparison.Ordinal);

    [Fact]
    public void Scenarios_ship_by_name_and_a_name_that_is_none_is_told_so()
    {
        Assert.Equal(["celebrity", "hot-question", "launch-day", "seed-article", "year-to-10000"], ScenarioFile.Shipped);
        Assert.All(ScenarioFile.Shipped, static name => Assert.NotEqual(new Scenario(), ScenarioFile.Read(name)));
        Assert.Contains("Did you mean 'seed-article'?", Assert.Throws<UsageException>(static () => ScenarioFile.Read("seed-articel")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_article_s_thousand_members_load_a_hundred_and_fifty_thousand_pages()
    {
        var acts = new Planner(ScenarioFile.Read("seed-article")).Acts().ToList();
        Assert.Equal(1_000, acts.OfType<Act.Join>().Count());
        Assert.InRange(acts.OfType<Act.Load>().Count(), 120_000, 180_000);
    }

    [Fact]
    public void What_is_not_said_is_the_default()
    {
        var scenario = ScenarioFile.Parse("{ \"$schema\": \"scenario.schema.json\", \"to\": 300, /* and no more */ }", "s.json");
        Assert.Equal(new Scenario { To = 300 }, scenario with { Launches = new Scenario().Launches });
    }
}
