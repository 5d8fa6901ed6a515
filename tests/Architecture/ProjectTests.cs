using System.Xml.Linq;
using Xunit;

namespace Skiller.Tests.Architecture;

/// <summary>Who may reference whom, as the project files say it.</summary>
public sealed class ProjectTests
{
    [Theory]
    [InlineData("Contracts", "")]
    [InlineData("Grains", "Contracts")]
    [InlineData("Storage", "Contracts Grains")]
    [InlineData("Web", "Contracts")]
    [InlineData("Silo", "Contracts Grains Storage Web")]
    [InlineData("Simulator", "Contracts")]
    public void A_project_references_what_it_may(string project, string allowed)
    {
        var file = XDocument.Load(Path.Combine(Product.Root, "src", project, $"Skiller.{project}.csproj"));
        var references = file.Descendants("ProjectReference")
            .Select(static reference => Path.GetFileName(Path.GetDirectoryName(reference.Attribute("Include")!.Value))!)
            .Order(StringComparer.Ordinal);
        Assert.Equal(allowed, string.Join(' ', references));
    }

    [Fact]
    public void Every_project_of_the_product_is_in_these_tests()
    {
        var projects = Directory.EnumerateDirectories(Path.Combine(Product.Root, "src")).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal("Contracts Grains Silo Simulator Storage Web", string.Join(' ', projects));
    }

    [Fact]
    public void Nothing_is_reached_through_another_project()
    {
        var properties = XDocument.Load(Path.Combine(Product.Root, "Directory.Build.props"));
        Assert.Equal("true", properties.Descendants("DisableTransitiveProjectReferences").Single().Value);
    }
}
