namespace Skiller.Contracts.Members;

/// <summary>A member's number, drawn once from the one sequence and kept for ever. Imported voters that are no members have negative ones.</summary>
/// <param name="Value">1 or more for members.</param>
[GenerateSerializer, Immutable, Alias("skiller.member-id")]
public readonly record struct MemberId([property: Id(0)] long Value) : IComparable<MemberId>
{
    /// <inheritdoc/>
    public int CompareTo(MemberId other) => Value.CompareTo(other.Value);

    /// <summary>The decimal number.</summary>
    public override string ToString() => Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>What a member may do beyond what everybody may.</summary>
public enum Role
{
    /// <summary>Takes part.</summary>
    Member = 0,
    /// <summary>Runs the community: unlimited invitations, edits skills' descriptions and others' posts.</summary>
    Administrator = 1,
}
