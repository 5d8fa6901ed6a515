using Skiller.Contracts;

namespace Skiller.Web.Api;

/// <summary>Describes endpoints where they are mapped, so that the API's document cannot forget one.</summary>
internal static class Describing
{
    public static OperationBuilder Operation(this RouteHandlerBuilder route, string id, string summary)
    {
        var facts = new OperationFacts();
        route.WithName(id).WithSummary(summary).WithMetadata(facts);
        return new OperationBuilder(route, facts);
    }
}

/// <summary>An operation that is being described.</summary>
internal sealed class OperationBuilder(RouteHandlerBuilder route, OperationFacts facts)
{
    /// <summary>Only members may call it.</summary>
    public OperationBuilder Members() => With(() => route.WithMetadata(MembersOnly.It));

    /// <summary>It reads a JSON body of this shape.</summary>
    public OperationBuilder Takes<TBody>()
        where TBody : notnull => With(() =>
    {
        facts.TakesBody = true;
        route.Accepts<TBody>("application/json");
    });

    /// <summary>It takes an Idempotency-Key.</summary>
    public OperationBuilder Keyed() => With(() => facts.TakesKey = true);

    /// <summary>It demands If-Match.</summary>
    public OperationBuilder IfMatch() => With(() =>
    {
        facts.TakesVersion = true;
        facts.Refusals.UnionWith([RefusalCode.Stale, RefusalCode.IfMatchRequired]);
    });

    /// <summary>It answers 200 with this shape.</summary>
    public OperationBuilder Gives<TAnswer>() => With(() => route.Produces<TAnswer>(StatusCodes.Status200OK, "application/json"));

    /// <summary>Its answer has an ETag.</summary>
    public OperationBuilder GivesEtag() => With(() => facts.GivesEtag = true);

    /// <summary>It answers 201 with this shape.</summary>
    public OperationBuilder Creates<TAnswer>() => With(() => route.Produces<TAnswer>(StatusCodes.Status201Created, "application/json"));

    /// <summary>It answers 202 without a body.</summary>
    public OperationBuilder Accepts() => With(() => route.Produces(StatusCodes.Status202Accepted));

    /// <summary>It answers 204.</summary>
    public OperationBuilder GivesNothing() => With(() => route.Produces(StatusCodes.Status204NoContent));

    /// <summary>It can be refused with these codes besides those that every operation of its kind has.</summary>
    public OperationBuilder Refuses(params ReadOnlySpan<RefusalCode> codes)
    {
        foreach (var code in codes)
        {
            facts.Refusals.Add(code);
        }

        return this;
    }

    private OperationBuilder With(Action describe)
    {
        describe();
        return this;
    }
}
