using System.Reflection;
using Xunit;

namespace Skiller.Tests.Architecture;

/// <summary>What decides is nobody's to name from outside, and nobody's to inherit from.</summary>
public sealed class VisibilityTests
{
    [Theory]
    [MemberData(nameof(Inside))]
    public void Nothing_but_the_contracts_and_the_fronts_way_in_is_public(Assembly part)
    {
        Assert.Empty(Product.Written(part).Where(static type => type.IsVisible).Select(static type => type.FullName));
    }

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_class_is_sealed_unless_it_is_there_to_be_derived_from(Assembly part)
    {
        var open = Product.Written(part)
            .Where(static type => type is { IsClass: true, IsSealed: false, IsAbstract: false } && !IsWrittenByRazor(type))
            .Select(static type => type.FullName);
        Assert.Empty(open);
    }

    // A .razor file has no way to say that its class is sealed; _Imports is what all of them begin with.
    private static bool IsWrittenByRazor(Type type) =>
        type.Name == "_Imports" || type.GetInterface("Microsoft.AspNetCore.Components.IComponent") is not null;

    public static TheoryData<Assembly> Inside() => [Product.Grains, Product.Storage, Product.Silo, Product.Simulator];

    public static TheoryData<Assembly> Parts() => [.. Product.All];
}
