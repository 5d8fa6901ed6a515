using Skiller.Simulator.Load;
using Skiller.Simulator.Plan;
using Skiller.Tests.Processes;
using Xunit;

namespace Skiller.Tests.Simulator;

/// <summary>The schemas that are published are those of the program.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_published_schemas_are_what_the_program_prints()
    {
        Assert.Equal(Published("scenario"), JsonInput.Schema<Scenario>());
        Assert.Equal(Published("profile"), JsonInput.Schema<LoadProfile>());
    }

    [Fact]
    public void Every_property_says_what_it_means()
    {
        foreach (var type in new[] { typeof(Scenario), typeof(LoadProfile) })
        {
            Assert.All(
                type.GetProperties().Where(static property => property.CanWrite),
                static property => Assert.NotEmpty(property.GetCustomAttributes(typeof(System.ComponentModel.DescriptionAttribute), inherit: false)));
        }
    }

    private static string Published(string name) => File.ReadAllText(Path.Combine(Node.Root, "docs", "schemas", $"{name}.schema.json"));
}
